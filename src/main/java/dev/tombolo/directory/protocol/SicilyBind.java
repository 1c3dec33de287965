package dev.tombolo.directory.protocol;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A bind by Microsoft's older manner, with choices of the authentication that no standard knows and
 * answers in the field for the matched DN (MS-ADTS 5.1.1.1.3).
 */
public final class SicilyBind {
  /** What the choice says. */
  public enum Stage {
    /** Which packages are there. */
    DISCOVERY((byte) 0x89),
    /** NTLM's first message. */
    NEGOTIATE((byte) 0x8A),
    /** NTLM's third message. */
    RESPONSE((byte) 0x8B);

    private final byte tag;

    Stage(byte tag) {
      this.tag = tag;
    }
  }

  private final Stage stage;
  private final byte[] token;
  private final LDAPMessage message;

  private SicilyBind(Stage stage, byte[] token, LDAPMessage message) {
    this.stage = stage;
    this.token = token;
    this.message = message;
  }

  /** How far the client has come. */
  public Stage stage() {
    return stage;
  }

  /** What NTLM says. */
  byte[] token() {
    return token;
  }

  /** An anonymous bind in its place, for whoever looks at the request. */
  LDAPMessage message() {
    return message;
  }

  /** Reads a message, if it is such a bind. */
  static Optional<SicilyBind> of(byte[] frame) {
    Envelope envelope = Envelope.of(frame);
    if (envelope == null || envelope.operation() != LDAPMessage.PROTOCOL_OP_TYPE_BIND_REQUEST) {
      return Optional.empty();
    }
    try {
      ASN1Element[] parts = ASN1Sequence.decodeAsSequence(frame).elements();
      ASN1Element[] fields = ASN1Sequence.decodeAsSequence(parts[1]).elements();
      ASN1Element choice = fields[2];
      for (Stage stage : Stage.values()) {
        if (choice.getType() == stage.tag) {
          String name = ASN1OctetString.decodeAsOctetString(fields[1]).stringValue();
          LDAPMessage message =
              new LDAPMessage(
                  ASN1Integer.decodeAsInteger(parts[0]).intValue(),
                  new BindRequestProtocolOp(name, ""),
                  List.of());
          return Optional.of(new SicilyBind(stage, choice.getValue(), message));
        }
      }
      return Optional.empty();
    } catch (ASN1Exception | ArrayIndexOutOfBoundsException e) {
      return Optional.empty(); // whoever reads it next says what is wrong
    }
  }

  /** A successful answer whose matched DN is any octets; no codec makes that. */
  static byte[] answer(int messageId, byte[] matchedDn) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    result.writeBytes(new byte[] {0x0A, 1, 0});
    result.writeBytes(new ASN1OctetString(matchedDn).encode());
    result.writeBytes(new ASN1OctetString("").encode());
    return new ASN1Sequence(
            new ASN1Integer(messageId),
            new ASN1Element(LDAPMessage.PROTOCOL_OP_TYPE_BIND_RESPONSE, result.toByteArray()))
        .encode();
  }

  /** The packages there are, as an answer to the first stage. */
  static byte[] packages() {
    return "NTLM".getBytes(StandardCharsets.US_ASCII);
  }
}
