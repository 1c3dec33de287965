package dev.tombolo.directory.protocol;

import com.unboundid.asn1.ASN1Buffer;
import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.operation.QueryPolicy;
import dev.tombolo.directory.operation.Session;
import dev.tombolo.directory.sasl.SecurityLayer;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: reads requests one after another and hands each to the handler. A
 * handler may answer later and from another thread, so that writes wait for the disk together; a
 * search looks in between whether its client has given it up.
 */
final class LdapConnection implements ClientConnection, Runnable, Closeable {
  private static final Logger log = LoggerFactory.getLogger(LdapConnection.class);

  private final ListenerContext context;
  private final long number;
  private final Session session;
  private final Transport transport;
  private final String address;
  private final BindState binds = new BindState();
  private final OpenExchanges open = new OpenExchanges();
  private final Deque<byte[]> readAhead = new ArrayDeque<>();
  private volatile boolean closed;
  private volatile @Nullable Thread reader;

  LdapConnection(Socket socket, ListenerContext context, long number, Session session)
      throws IOException {
    this.context = context;
    this.number = number;
    this.session = session;
    this.transport = new Transport(socket, context.tls(), this::receiveLimit);
    this.address = transport.client();
    session.confidential(transport.isTls());
  }

  @Override
  public void run() {
    reader = Thread.currentThread();
    try {
      QueryPolicy policy = context.policies().get();
      transport.receiveTimeout(policy.initRecvTimeout().toMillis());
      transport.handshake();
      context.handler().connected(this, session);
      while (!isClosed()) {
        if (!acceptNext()) {
          return;
        }
        transport.receiveTimeout(context.policies().get().maxConnIdleTime().toMillis());
      }
    } catch (MessageReader.MalformedException e) {
      notifyOfDisconnection(ResultCode.PROTOCOL_ERROR, e.getMessage());
    } catch (SocketTimeoutException e) {
      notifyOfDisconnection(ResultCode.UNAVAILABLE, "nothing was received for too long");
    } catch (IOException e) {
      log.debug("A connection broke off: {}", e.getMessage());
    } finally {
      close();
    }
  }

  /** Takes up the next request; false at the end of the stream. */
  private boolean acceptNext() throws IOException {
    try {
      byte[] frame = readAhead.isEmpty() ? nextFrame() : readAhead.remove();
      if (frame == null) {
        return false;
      }
      accept(frame);
    } catch (MessageReader.TooDeepException e) {
      refuseTooDeep(e);
    }
    return true;
  }

  private void refuseTooDeep(MessageReader.TooDeepException cause) {
    try {
      refuseUnreadable(cause.frame(), cause.getMessage());
    } catch (IOException e) {
      hangUp(e.getMessage());
    }
  }

  private byte @Nullable [] nextFrame() throws IOException {
    return MessageReader.read(transport.in(), receiveLimit());
  }

  private int receiveLimit() {
    QueryPolicy policy = context.policies().get();
    return session.caller().isAnonymous()
        ? policy.maxPreAuthReceiveBuffer()
        : policy.maxReceiveBuffer();
  }

  private void accept(byte[] frame) throws IOException {
    LDAPMessage message;
    try {
      message = LDAPMessage.readFrom(new ASN1StreamReader(new ByteArrayInputStream(frame)), false);
    } catch (LDAPException e) {
      Optional<SicilyBind> sicily = SicilyBind.of(frame);
      if (sicily.isPresent() && sicily.get().message().getMessageID() != 0) {
        handle(new WireExchange(this, sicily.get()));
      } else {
        refuseUnreadable(frame, e.getMessage());
      }
      return;
    }
    if (message.getMessageID() == 0) {
      throw new MessageReader.MalformedException("a request has no message ID of its own");
    }
    switch (message.getProtocolOpType()) {
      case LDAPMessage.PROTOCOL_OP_TYPE_UNBIND_REQUEST -> closed = true;
      case LDAPMessage.PROTOCOL_OP_TYPE_ABANDON_REQUEST ->
          open.abandon(message.getAbandonRequestProtocolOp().getIDToAbandon());
      default -> handle(new WireExchange(this, message));
    }
  }

  /**
   * The envelope is sound, so the request can be told what is wrong with it, and the connection
   * goes on.
   */
  private void refuseUnreadable(byte[] frame, @Nullable String why) throws IOException {
    Envelope envelope = Envelope.of(frame);
    if (envelope == null || !envelope.hasResponse()) {
      throw new MessageReader.MalformedException("the request cannot be read: " + why);
    }
    DirectoryException refusal =
        (envelope.isSearch() ? AdError.BAD_FILTER : AdError.BAD_REQUEST).exception();
    send(
        envelope.messageId(),
        Responses.failure(envelope.operation(), refusal, diagnostic(refusal)),
        List.of());
  }

  String diagnostic(DirectoryException failure) {
    return failure.diagnostic() + (context.diagnosticsEndWithNul() ? "\0" : "");
  }

  private void handle(WireExchange exchange) throws IOException {
    switch (exchange.request().getProtocolOpType()) {
      case LDAPMessage.PROTOCOL_OP_TYPE_BIND_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_EXTENDED_REQUEST ->
          // Every request must have its answer first (RFC 4511 4.2.1, 4.14.1).
          closed |= !open.awaitQuiet(this::isClosed);
      case LDAPMessage.PROTOCOL_OP_TYPE_SEARCH_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_ADD_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_MODIFY_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_MODIFY_DN_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_DELETE_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_COMPARE_REQUEST -> {}
      default -> throw new MessageReader.MalformedException("a message is no request");
    }
    open.add(exchange.request().getMessageID(), exchange);
    try {
      context.handler().handle(exchange);
    } catch (RuntimeException | StackOverflowError e) {
      log.error("A request failed unexpectedly", e);
      exchange.fail(AdError.INVALID_PARAMETER.exception());
    }
  }

  /**
   * Looks whether requests have come in while one is being answered; an abandon takes effect at
   * once.
   */
  void lookAhead() {
    try {
      while (!isClosed() && readAhead.size() < 100 && transport.hasInput()) {
        byte[] frame = nextFrame();
        if (frame == null) {
          closed = true;
          return;
        }
        Envelope envelope = Envelope.of(frame);
        if (envelope != null
            && envelope.operation() == LDAPMessage.PROTOCOL_OP_TYPE_ABANDON_REQUEST) {
          accept(frame);
        } else {
          closed |=
              envelope != null
                  && envelope.operation() == LDAPMessage.PROTOCOL_OP_TYPE_UNBIND_REQUEST;
          readAhead.add(frame);
        }
      }
    } catch (MessageReader.TooDeepException e) {
      refuseTooDeep(e);
    } catch (MessageReader.MalformedException e) {
      hangUp(e.getMessage());
    } catch (IOException e) {
      closed = true;
    }
  }

  void send(int messageId, ProtocolOp op, List<Control> controls) {
    ASN1Buffer buffer = new ASN1Buffer(256);
    new LDAPMessage(messageId, op, controls).writeTo(buffer);
    send(buffer::writeTo);
  }

  void send(Transport.Piece message) {
    transport.send(message, Thread.currentThread() != reader);
  }

  private void notifyOfDisconnection(ResultCode code, @Nullable String why) {
    send(0, Responses.disconnection(code, why), List.of());
  }

  private void hangUp(@Nullable String why) {
    notifyOfDisconnection(ResultCode.PROTOCOL_ERROR, why);
    closed = true;
  }

  /**
   * Whether something follows a request that has no answer yet, and will be read as if it came
   * after the answer; whoever put it there wants it taken for protected.
   */
  private boolean isFollowedInClear() {
    try {
      return !readAhead.isEmpty() || transport.hasInput();
    } catch (IOException e) {
      return true;
    }
  }

  /** Sends an answer and encrypts what follows. */
  void encrypt(Transport.Piece answer) {
    // After the answer it would be too late: a quick client's handshake may have come by then.
    if (isFollowedInClear()) {
      hangUp("octets follow the StartTLS request in clear");
      return;
    }
    transport.encrypt(answer);
    session.confidential(transport.isTls());
  }

  /** Sends an answer and protects what follows. */
  void protect(Transport.Piece answer, SecurityLayer layer) {
    if (isFollowedInClear()) {
      hangUp("octets follow the bind before the security layer");
      return;
    }
    transport.protect(answer, layer);
    session.confidential(transport.isTls() || layer.isConfidential());
  }

  Transport transport() {
    return transport;
  }

  Session session() {
    return session;
  }

  OpenExchanges open() {
    return open;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public boolean isTls() {
    return transport.isTls();
  }

  @Override
  public boolean isStartTls() {
    return transport.isStartTls();
  }

  @Override
  public boolean isLayered() {
    return transport.isLayered();
  }

  @Override
  public List<X509Certificate> clientCertificates() {
    return transport.clientCertificates();
  }

  @Override
  public BindState binds() {
    return binds;
  }

  boolean isClosed() {
    return closed || transport.isBroken();
  }

  /** Whether a client that does not read holds up a thread that has others to answer. */
  boolean holdsUpOthers() {
    return transport.holdsUpOthers();
  }

  /** Closes the connection even while a client that does not read holds up what is sent to it. */
  void abort() {
    closed = true;
    transport.abort();
    close();
  }

  @Override
  public void close() {
    closed = true;
    transport.close();
    open.abandonAll();
  }
}
