package dev.tombolo.directory.protocol;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.sdk.Control;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.BindSubcode;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.operation.DirectoryContext;
import dev.tombolo.directory.operation.RequestControls;
import dev.tombolo.directory.operation.Session;
import dev.tombolo.directory.sasl.Conversation;
import dev.tombolo.directory.sasl.Mechanisms;
import dev.tombolo.directory.security.Caller;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Signs clients in: by a password in clear, by a SASL mechanism, by Microsoft's older manner, or by
 * the certificate of a connection (MS-ADTS 5.1.1.1).
 */
final class Binds {
  private static final byte SIMPLE = BindRequestProtocolOp.CRED_TYPE_SIMPLE;
  private static final String SICILY = "sicily";

  private final DirectoryContext context;
  private final Mechanisms mechanisms;

  Binds(DirectoryContext context, Mechanisms mechanisms) {
    this.context = context;
    this.mechanisms = mechanisms;
  }

  /** Signs in whom the certificate of a connection that is TLS from the start names. */
  void byCertificate(ClientConnection connection, Session session) {
    List<X509Certificate> chain = connection.clientCertificates();
    if (chain.isEmpty()) {
      return;
    }
    try {
      signIn(connection, session, mechanisms.byCertificate(chain));
    } catch (DirectoryException e) {
      session.caller(Caller.ANONYMOUS); // it may sign in by another way
    }
  }

  void run(Exchange exchange, BindRequestProtocolOp op, List<Control> controls)
      throws DirectoryException {
    Session session = exchange.session();
    session.caller(Caller.ANONYMOUS);
    RequestControls.checkBind(controls);
    boolean fast = exchange.connection().binds().isFast();
    if (exchange.sicily().isPresent()) {
      refuseFast(fast);
      sicily(exchange, exchange.sicily().get());
    } else if (op.getCredentialsType() == SIMPLE) {
      exchange.connection().binds().end();
      simple(exchange, op, fast);
    } else {
      refuseFast(fast);
      sasl(exchange, op);
    }
  }

  private static void refuseFast(boolean fast) throws DirectoryException {
    if (fast) {
      throw AdError.UNWILLING.exception();
    }
  }

  private void simple(Exchange exchange, BindRequestProtocolOp op, boolean fast)
      throws DirectoryException {
    if (op.getVersion() != 3 && op.getVersion() != 2) {
      throw AdError.BAD_REQUEST.exception();
    }
    ASN1OctetString password = op.getSimplePassword();
    boolean empty = password == null || password.getValueLength() == 0;
    if (empty) {
      exchange.succeed(List.of()); // anonymous, or unauthenticated (RFC 4513 5.1.2)
      return;
    }
    if (op.getBindDN().isEmpty()) {
      throw AdError.bindFailure(BindSubcode.INVALID_PARAMETER);
    }
    Caller caller = context.authenticator().simpleBind(op.getBindDN(), password.stringValue());
    if (!fast) {
      signIn(exchange.connection(), exchange.session(), caller);
    }
    exchange.succeed(List.of());
  }

  private static void signIn(ClientConnection connection, Session session, Caller caller) {
    session.caller(caller);
    connection.binds().bound();
  }

  private void sasl(Exchange exchange, BindRequestProtocolOp op) throws DirectoryException {
    String name = String.valueOf(op.getSASLMechanism()).toUpperCase(Locale.ROOT);
    BindState binds = exchange.connection().binds();
    Optional<Conversation> begun = binds.take(name);
    Conversation conversation =
        begun.isPresent()
            ? begun.get()
            : mechanisms
                .begin(name, exchange.connection().isTls(), () -> shown(exchange.connection()))
                .orElseThrow(AdError.UNKNOWN_SASL::exception);
    ASN1OctetString credentials = op.getSASLCredentials();
    step(exchange, name, conversation, credentials == null ? new byte[0] : credentials.getValue());
  }

  /** Certificates to be asked about by EXTERNAL: where TLS is from the start they count anyway. */
  private static List<X509Certificate> shown(ClientConnection connection) {
    return connection.isStartTls() ? connection.clientCertificates() : List.of();
  }

  private void sicily(Exchange exchange, SicilyBind bind) throws DirectoryException {
    BindState binds = exchange.connection().binds();
    switch (bind.stage()) {
      case DISCOVERY -> {
        binds.end();
        exchange.challenge(SicilyBind.packages());
      }
      case NEGOTIATE -> {
        binds.end();
        step(exchange, SICILY, mechanisms.ntlmAlone(), bind.token());
      }
      case RESPONSE ->
          step(
              exchange,
              SICILY,
              binds
                  .take(SICILY)
                  .orElseThrow(() -> AdError.saslFailure(BindSubcode.INVALID_PARAMETER)),
              bind.token());
    }
  }

  private static void step(
      Exchange exchange, String mechanism, Conversation conversation, byte[] token)
      throws DirectoryException {
    Conversation.Step step = conversation.next(token);
    if (step.outcome().isEmpty()) {
      exchange.connection().binds().keep(mechanism, conversation);
      exchange.challenge(step.token());
      return;
    }
    Conversation.Outcome outcome = step.outcome().get();
    if (outcome.layer().isPresent() && exchange.connection().isTls()) {
      throw AdError.LAYER_OVER_TLS.exception();
    }
    signIn(exchange.connection(), exchange.session(), outcome.caller());
    exchange.bound(step.token(), outcome.layer());
  }
}
