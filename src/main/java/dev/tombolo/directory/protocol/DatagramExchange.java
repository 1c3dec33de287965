package dev.tombolo.directory.protocol;

import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.operation.Session;
import dev.tombolo.directory.sasl.SecurityLayer;
import dev.tombolo.directory.store.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** A search that came in a datagram; its entry and its result go back in one. */
final class DatagramExchange implements Exchange, ClientConnection {
  private final LDAPMessage request;
  private final SocketAddress client;
  private final DatagramSocket socket;
  private final ListenerContext context;
  private final Session session;
  private final BindState binds = new BindState();
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

  DatagramExchange(
      LDAPMessage request, SocketAddress client, DatagramSocket socket, ListenerContext context) {
    this.request = request;
    this.client = client;
    this.socket = socket;
    this.context = context;
    this.session = new Session(context.policies());
  }

  @Override
  public LDAPMessage request() {
    return request;
  }

  @Override
  public Optional<SicilyBind> sicily() {
    return Optional.empty();
  }

  @Override
  public Session session() {
    return session;
  }

  @Override
  public ClientConnection connection() {
    return this;
  }

  @Override
  public void entry(Octets protocolOp) {
    Octets head = Responses.head(request.getMessageID(), protocolOp);
    answer.write(head.array(), 0, head.size());
    answer.write(protocolOp.array(), 0, protocolOp.size());
  }

  @Override
  public void reference(String url) {
    throw new IllegalStateException("the rootDSE refers nobody on");
  }

  @Override
  public boolean isAbandoned() {
    return false;
  }

  @Override
  public void succeed(List<Control> controls) {
    result(ResultCode.SUCCESS, controls);
  }

  @Override
  public void result(ResultCode code, List<Control> controls) {
    send(Responses.result(request.getProtocolOpType(), code), controls);
  }

  @Override
  public void fail(DirectoryException failure) {
    answer.reset();
    String diagnostic = failure.diagnostic() + (context.diagnosticsEndWithNul() ? "\0" : "");
    send(Responses.failure(request.getProtocolOpType(), failure, diagnostic), failure.controls());
  }

  private void send(ProtocolOp op, List<Control> controls) {
    answer.writeBytes(new LDAPMessage(request.getMessageID(), op, controls).encode().encode());
    byte[] octets = answer.toByteArray();
    try {
      socket.send(new DatagramPacket(octets, octets.length, client));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UnsupportedOperationException isSearch() {
    return new UnsupportedOperationException("a datagram brings searches only");
  }

  @Override
  public void extended(String oid, byte[] value) {
    throw isSearch();
  }

  @Override
  public void challenge(byte[] token) {
    throw isSearch();
  }

  @Override
  public void bound(byte[] token, Optional<SecurityLayer> layer) {
    throw isSearch();
  }

  @Override
  public void startTls() {
    throw isSearch();
  }

  @Override
  public void keepOpen(Runnable whenOver) {
    whenOver.run();
    fail(AdError.UNWILLING.exception());
  }

  @Override
  public long number() {
    return 0;
  }

  @Override
  public String address() {
    return client.toString();
  }

  @Override
  public boolean isTls() {
    return false;
  }

  @Override
  public boolean isStartTls() {
    return false;
  }

  @Override
  public boolean isLayered() {
    return false;
  }

  @Override
  public List<X509Certificate> clientCertificates() {
    return List.of();
  }

  @Override
  public BindState binds() {
    return binds;
  }
}
