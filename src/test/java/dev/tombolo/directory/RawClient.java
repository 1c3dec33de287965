package dev.tombolo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.ExtendedRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.sdk.LDAPException;
import dev.tombolo.ad.Oids;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** A connection on which a test may send any octets. */
final class RawClient implements Closeable {
  private static final int PATIENCE = 60_000;

  private final Socket socket;
  private final ASN1StreamReader in;
  private int messageId;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE);
    in = new ASN1StreamReader(socket.getInputStream());
  }

  /** A connection that the Administrator has signed in on. */
  static RawClient admin(int port) throws IOException, LDAPException {
    RawClient client = new RawClient(port);
    client.send(
        message(1, new BindRequestProtocolOp(TestDirectory.ADMINISTRATOR, TestDirectory.PASSWORD)));
    assertThat(client.receive().getBindResponseProtocolOp().getResultCode()).isZero();
    client.messageId = 1;
    return client;
  }

  static byte[] message(int id, ProtocolOp op) {
    return new LDAPMessage(id, op).encode().encode();
  }

  /** A message with a protocol op of any octets. */
  static byte[] message(int id, byte[] op) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(new byte[] {2, 1, (byte) id});
    body.writeBytes(op);
    return new ASN1Element((byte) 0x30, body.toByteArray()).encode();
  }

  static byte[] startTls(int id) {
    return message(id, new ExtendedRequestProtocolOp(Oids.START_TLS, null));
  }

  void send(byte... octets) throws IOException {
    socket.getOutputStream().write(octets);
    socket.getOutputStream().flush();
  }

  int send(ProtocolOp op) throws IOException {
    send(message(++messageId, op));
    return messageId;
  }

  /** The next message. */
  LDAPMessage receive() throws LDAPException {
    LDAPMessage message = LDAPMessage.readFrom(in, false);
    assertThat(message).as("a message before the end of the stream").isNotNull();
    return message;
  }

  /** The server says why it hangs up, and does. */
  void assertDisconnected(int resultCode) throws IOException, LDAPException {
    LDAPMessage notice = receive();
    assertThat(notice.getMessageID()).isZero();
    assertThat(notice.getExtendedResponseProtocolOp().getResponseOID())
        .isEqualTo(Oids.NOTICE_OF_DISCONNECTION);
    assertThat(notice.getExtendedResponseProtocolOp().getResultCode()).isEqualTo(resultCode);
    assertThat(notice.getExtendedResponseProtocolOp().getDiagnosticMessage()).isNotEmpty();
    assertClosed();
  }

  /** The server has hung up. */
  void assertClosed() throws IOException {
    try {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    } catch (SocketException e) {
      assertThat(e)
          .as("reset, for there were octets it did not read")
          .hasMessageContaining("reset");
    }
  }

  /** Reads whatever comes until the server hangs up. */
  void drain() throws IOException {
    try {
      while (socket.getInputStream().read() >= 0) {}
    } catch (SocketException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
