package dev.tombolo.directory.sasl;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Enumerated;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1ObjectIdentifier;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.util.OID;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message by which client and server choose a mechanism (RFC 4178 4.2). */
final class SpnegoToken {
  static final OID SPNEGO = new OID("1.3.6.1.5.5.2");
  static final OID NTLM = new OID("1.3.6.1.4.1.311.2.2.10");

  /** What names NTLM in BER. */
  private static final byte[] NTLM_OCTETS = HexFormat.of().parseHex("060a2b06010401823702020a");

  private static final byte INITIAL = 0x60;
  private static final byte RESPONSE = (byte) 0xA1;
  private static final byte PART_0 = (byte) 0xA0;
  private static final byte PART_1 = (byte) 0xA1;
  private static final byte PART_2 = (byte) 0xA2;
  private static final byte PART_3 = (byte) 0xA3;

  private final List<OID> mechanisms;
  private final byte[] mechanismList;
  private final Optional<byte[]> token;
  private final Optional<byte[]> mic;

  private SpnegoToken(
      List<OID> mechanisms, byte[] mechanismList, Optional<byte[]> token, Optional<byte[]> mic) {
    this.mechanisms = mechanisms;
    this.mechanismList = mechanismList;
    this.token = token;
    this.mic = mic;
  }

  /** The mechanisms a client offers, the best first; none in later messages. */
  List<OID> mechanisms() {
    return mechanisms;
  }

  /** The octets of that list, which are signed in the end. */
  byte[] mechanismList() {
    return mechanismList;
  }

  /** What the chosen mechanism says, if anything. */
  Optional<byte[]> token() {
    return token;
  }

  /** The signature of the list, if there is one. */
  Optional<byte[]> mic() {
    return mic;
  }

  /** How far the negotiation has come. */
  enum State {
    ACCEPT_COMPLETED(0),
    ACCEPT_INCOMPLETE(1),
    REQUEST_MIC(3);

    private final int number;

    State(int number) {
      this.number = number;
    }
  }

  /**
   * Reads what a client sends.
   *
   * @throws ASN1Exception when it is no such message
   */
  static SpnegoToken parse(byte[] octets) throws ASN1Exception {
    ASN1Element outer = ASN1Element.decode(octets);
    if (outer.getType() == INITIAL) {
      ASN1Element[] parts = ASN1Sequence.decodeAsSequence(outer).elements();
      if (parts.length != 2
          || !ASN1ObjectIdentifier.decodeAsObjectIdentifier(parts[0]).getOID().equals(SPNEGO)) {
        throw new ASN1Exception("it is of another mechanism");
      }
      return read(ASN1Element.decode(parts[1].getValue()), true);
    }
    if (outer.getType() != RESPONSE) {
      throw new ASN1Exception("it is neither the first message nor a later one");
    }
    return read(ASN1Element.decode(outer.getValue()), false);
  }

  private static SpnegoToken read(ASN1Element sequence, boolean initial) throws ASN1Exception {
    List<OID> mechanisms = new ArrayList<>();
    byte[] list = new byte[0];
    byte[] token = null;
    byte[] mic = null;
    for (ASN1Element part : ASN1Sequence.decodeAsSequence(sequence).elements()) {
      if (part.getType() == PART_0 && initial) {
        list = part.getValue();
        for (ASN1Element oid : ASN1Sequence.decodeAsSequence(list).elements()) {
          mechanisms.add(ASN1ObjectIdentifier.decodeAsObjectIdentifier(oid).getOID());
        }
      } else if (part.getType() == PART_2) {
        token = octets(part);
      } else if (part.getType() == PART_3) {
        mic = octets(part);
      }
    }
    return new SpnegoToken(
        List.copyOf(mechanisms), list, Optional.ofNullable(token), Optional.ofNullable(mic));
  }

  /**
   * What an octet string says; Windows' first message may have something else for the last part.
   */
  private static byte @Nullable [] octets(ASN1Element part) throws ASN1Exception {
    ASN1Element inner = ASN1Element.decode(part.getValue());
    return inner.getType() == 0x04 ? inner.getValue() : null;
  }

  /** What a server answers. */
  static byte[] answer(
      State state, boolean namesMechanism, Optional<byte[]> token, Optional<byte[]> mic) {
    List<ASN1Element> parts = new ArrayList<>();
    parts.add(new ASN1Element(PART_0, new ASN1Enumerated(state.number).encode()));
    if (namesMechanism) {
      parts.add(new ASN1Element(PART_1, NTLM_OCTETS));
    }
    token.ifPresent(
        octets -> parts.add(new ASN1Element(PART_2, new ASN1OctetString(octets).encode())));
    mic.ifPresent(
        octets -> parts.add(new ASN1Element(PART_3, new ASN1OctetString(octets).encode())));
    return new ASN1Element(RESPONSE, new ASN1Sequence(parts).encode()).encode();
  }
}
