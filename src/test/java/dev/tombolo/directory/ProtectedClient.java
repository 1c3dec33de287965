package dev.tombolo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A connection whose messages may travel in the tokens of NTLM. */
final class ProtectedClient implements Closeable {
  private static final int PATIENCE = 60_000;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private @Nullable NtlmClient layer;
  private ByteArrayInputStream clear = new ByteArrayInputStream(new byte[0]);
  private int messageId;

  ProtectedClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE);
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
  }

  /** From now on messages travel in tokens. */
  void protect(NtlmClient by) {
    layer = by;
  }

  void send(ProtocolOp op) throws IOException {
    sendOctets(new LDAPMessage(++messageId, op).encode().encode());
  }

  private void sendOctets(byte[] message) throws IOException {
    if (layer == null) {
      out.write(message);
    } else {
      byte[] token = layer.wrap(message);
      out.writeInt(token.length);
      out.write(token);
    }
    out.flush();
  }

  LDAPMessage request(ProtocolOp op) throws IOException, LDAPException {
    send(op);
    return receive();
  }

  LDAPMessage receive() throws IOException, LDAPException {
    return LDAPMessage.readFrom(
        new ASN1StreamReader(new ByteArrayInputStream(receiveOctets())), false);
  }

  private byte[] receiveOctets() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(octet());
    int length = octet();
    message.write(length);
    if (length > 0x80) {
      int more = length & 0x7F;
      length = 0;
      for (int i = 0; i < more; i++) {
        int next = octet();
        message.write(next);
        length = length << 8 | next;
      }
    }
    for (int i = 0; i < length; i++) {
      message.write(octet());
    }
    return message.toByteArray();
  }

  private int octet() throws IOException {
    if (layer == null) {
      return in.readUnsignedByte();
    }
    if (clear.available() == 0) {
      byte[] token = new byte[in.readInt()];
      in.readFully(token);
      clear = new ByteArrayInputStream(layer.unwrap(token));
    }
    return clear.read();
  }

  /** Sends a bind by Microsoft's older manner; returns what stands where the matched DN does. */
  byte[] sicily(int choice, byte[] token) throws IOException, ASN1Exception {
    ASN1Element bind =
        new ASN1Sequence(
            (byte) 0x60,
            new ASN1Integer(3),
            new ASN1OctetString(""),
            new ASN1OctetString((byte) choice, token));
    sendOctets(new ASN1Sequence(new ASN1Integer(++messageId), bind).encode());
    ASN1Element[] message = ASN1Sequence.decodeAsSequence(receiveOctets()).elements();
    ASN1Element[] result = ASN1Sequence.decodeAsSequence(message[1]).elements();
    assertThat(result[0].getValue()).as("success").containsExactly(0);
    return result[1].getValue();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
