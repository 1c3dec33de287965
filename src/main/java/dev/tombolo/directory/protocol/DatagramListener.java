package dev.tombolo.directory.protocol;

import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.net.UnavailablePortException;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A UDP port where clients that look for a domain controller search the rootDSE (MS-ADTS 6.3.3).
 * Whatever else comes there has no answer.
 */
public final class DatagramListener implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(DatagramListener.class);
  private static final int LARGEST = 65_535;

  private final DatagramSocket socket;
  private final ListenerContext context;
  private volatile boolean closed;

  private DatagramListener(DatagramSocket socket, ListenerContext context) {
    this.socket = socket;
    this.context = context;
  }

  /**
   * Opens a port on the loopback address and starts to listen.
   *
   * @param port 0 for any that is free
   * @throws IOException when the port cannot be opened; the message says which
   */
  public static DatagramListener open(int port, ListenerContext context) throws IOException {
    try {
      DatagramSocket socket =
          new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      DatagramListener listener = new DatagramListener(socket, context);
      Thread thread = new Thread(listener::receiveLoop, "cldap-listener");
      thread.setDaemon(true);
      thread.start();
      return listener;
    } catch (BindException e) {
      throw new UnavailablePortException("cldap", port, e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return socket.getLocalPort();
  }

  private void receiveLoop() {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
    while (!closed) {
      try {
        packet.setLength(LARGEST);
        socket.receive(packet);
        answer(packet);
      } catch (IOException e) {
        if (!closed) {
          log.debug("A datagram has no answer: {}", e.getMessage());
        }
      } catch (RuntimeException | StackOverflowError e) {
        log.error("A datagram's request failed unexpectedly", e);
      }
    }
  }

  private void answer(DatagramPacket packet) throws IOException {
    if (packet.getLength() > context.policies().get().maxDatagramRecv()) {
      log.debug("A datagram of {} octets is too large", packet.getLength());
      return;
    }
    byte[] octets =
        Arrays.copyOfRange(
            packet.getData(), packet.getOffset(), packet.getOffset() + packet.getLength());
    byte[] frame = MessageReader.read(new ByteArrayInputStream(octets), octets.length);
    LDAPMessage message = frame == null ? null : read(frame);
    if (message == null
        || message.getProtocolOpType() != LDAPMessage.PROTOCOL_OP_TYPE_SEARCH_REQUEST
        || !isOfRoot(message.getSearchRequestProtocolOp())) {
      return;
    }
    DatagramExchange exchange =
        new DatagramExchange(message, packet.getSocketAddress(), socket, context);
    context.handler().handle(exchange);
  }

  private static LDAPMessage read(byte[] frame) throws IOException {
    try {
      return LDAPMessage.readFrom(new ASN1StreamReader(new ByteArrayInputStream(frame)), false);
    } catch (LDAPException e) {
      throw new MessageReader.MalformedException(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isOfRoot(SearchRequestProtocolOp search) {
    return search.getBaseDN().isEmpty() && search.getScope().equals(SearchScope.BASE);
  }

  @Override
  public void close() {
    closed = true;
    socket.close();
  }
}
