package dev.tombolo.directory.protocol;

import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.operation.Session;
import dev.tombolo.directory.sasl.SecurityLayer;
import dev.tombolo.directory.store.Octets;
import java.util.List;
import java.util.Optional;

/** An exchange that does what another does, for what is to happen around some of it. */
abstract class ForwardingExchange implements Exchange {
  private final Exchange exchange;

  ForwardingExchange(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public LDAPMessage request() {
    return exchange.request();
  }

  @Override
  public Optional<SicilyBind> sicily() {
    return exchange.sicily();
  }

  @Override
  public Session session() {
    return exchange.session();
  }

  @Override
  public ClientConnection connection() {
    return exchange.connection();
  }

  @Override
  public void entry(Octets protocolOp) {
    exchange.entry(protocolOp);
  }

  @Override
  public void reference(String url) {
    exchange.reference(url);
  }

  @Override
  public boolean isAbandoned() {
    return exchange.isAbandoned();
  }

  @Override
  public void succeed(List<Control> controls) {
    exchange.succeed(controls);
  }

  @Override
  public void fail(DirectoryException failure) {
    exchange.fail(failure);
  }

  @Override
  public void result(ResultCode code, List<Control> controls) {
    exchange.result(code, controls);
  }

  @Override
  public void extended(String oid, byte[] value) {
    exchange.extended(oid, value);
  }

  @Override
  public void challenge(byte[] token) {
    exchange.challenge(token);
  }

  @Override
  public void bound(byte[] token, Optional<SecurityLayer> layer) {
    exchange.bound(token, layer);
  }

  @Override
  public void startTls() {
    exchange.startTls();
  }

  @Override
  public void keepOpen(Runnable whenOver) {
    exchange.keepOpen(whenOver);
  }
}
