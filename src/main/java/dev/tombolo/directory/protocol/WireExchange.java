package dev.tombolo.directory.protocol;

import com.unboundid.asn1.ASN1Buffer;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.Oids;
import dev.tombolo.directory.operation.Session;
import dev.tombolo.directory.sasl.SecurityLayer;
import dev.tombolo.directory.store.Octets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request on a connection. */
final class WireExchange implements Exchange {
  private static final int SEARCH_RESULT_REFERENCE = 0x73;

  private final LdapConnection connection;
  private final LDAPMessage request;
  private final Optional<SicilyBind> sicily;
  private volatile boolean abandoned;
  private volatile @Nullable Runnable whenOver;
  private boolean ended;

  WireExchange(LdapConnection connection, LDAPMessage request) {
    this.connection = connection;
    this.request = request;
    this.sicily = Optional.empty();
  }

  WireExchange(LdapConnection connection, SicilyBind bind) {
    this.connection = connection;
    this.request = bind.message();
    this.sicily = Optional.of(bind);
  }

  @Override
  public LDAPMessage request() {
    return request;
  }

  @Override
  public Optional<SicilyBind> sicily() {
    return sicily;
  }

  @Override
  public Session session() {
    return connection.session();
  }

  @Override
  public ClientConnection connection() {
    return connection;
  }

  /** Whether it is to have its result soon. */
  boolean isExpected() {
    return whenOver == null;
  }

  private Transport transport() {
    return connection.transport();
  }

  @Override
  public void entry(Octets protocolOp) {
    if (!abandoned && !connection.isClosed()) {
      transport().write(Responses.head(request.getMessageID(), protocolOp), protocolOp);
      if (whenOver != null) {
        transport().flush();
      }
    }
  }

  @Override
  public void reference(String url) {
    if (!abandoned && !connection.isClosed()) {
      byte[] uri = url.getBytes(StandardCharsets.UTF_8);
      Octets reference = new Octets(uri.length + 16);
      reference
          .putHeader(SEARCH_RESULT_REFERENCE, Octets.headerSize(uri.length) + uri.length)
          .putElement(uri);
      transport().write(Responses.head(request.getMessageID(), reference), reference);
    }
  }

  @Override
  public boolean isAbandoned() {
    if (whenOver == null) {
      connection.lookAhead();
    }
    return abandoned || connection.isClosed();
  }

  void abandon() {
    abandoned = true;
    if (claim()) {
      release();
    }
  }

  /** Whoever claims the end of the exchange brings it about; everybody else comes too late. */
  private synchronized boolean claim() {
    boolean first = !ended;
    ended = true;
    return first;
  }

  private void release() {
    connection.open().remove(request.getMessageID(), this);
    Runnable over = whenOver;
    if (over != null) {
      over.run();
    }
  }

  private void finish(ProtocolOp op, List<Control> controls) {
    if (claim()) {
      connection.send(request.getMessageID(), op, controls);
      release();
    }
  }

  @Override
  public void succeed(List<Control> controls) {
    result(ResultCode.SUCCESS, controls);
  }

  @Override
  public void result(ResultCode code, List<Control> controls) {
    finish(Responses.result(request.getProtocolOpType(), code), controls);
  }

  @Override
  public void fail(DirectoryException failure) {
    finish(
        Responses.failure(request.getProtocolOpType(), failure, connection.diagnostic(failure)),
        failure.controls());
  }

  @Override
  public void extended(String oid, byte[] value) {
    finish(Responses.extended(oid, value), List.of());
  }

  @Override
  public void challenge(byte[] token) {
    if (claim()) {
      connection.send(bindAnswer(ResultCode.SASL_BIND_IN_PROGRESS, token));
      release();
    }
  }

  @Override
  public void bound(byte[] token, Optional<SecurityLayer> layer) {
    if (claim()) {
      Transport.Piece answer = bindAnswer(ResultCode.SUCCESS, token);
      if (layer.isPresent()) {
        connection.protect(answer, layer.get());
      } else {
        connection.send(answer);
      }
      release();
    }
  }

  private Transport.Piece bindAnswer(ResultCode code, byte[] token) {
    if (sicily.isPresent()) {
      byte[] answer = SicilyBind.answer(request.getMessageID(), token);
      return out -> out.write(answer);
    }
    return message(Responses.bind(code, token));
  }

  private Transport.Piece message(ProtocolOp op) {
    ASN1Buffer buffer = new ASN1Buffer(256);
    new LDAPMessage(request.getMessageID(), op, List.of()).writeTo(buffer);
    return buffer::writeTo;
  }

  @Override
  public void startTls() {
    if (claim()) {
      connection.encrypt(message(Responses.extended(Oids.START_TLS, null)));
      release();
    }
  }

  @Override
  public void keepOpen(Runnable over) {
    whenOver = over;
  }
}
