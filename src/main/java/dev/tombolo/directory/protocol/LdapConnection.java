package dev.tombolo.directory.protocol;

import com.unboundid.asn1.ASN1Buffer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.AddResponseProtocolOp;
import com.unboundid.ldap.protocol.BindResponseProtocolOp;
import com.unboundid.ldap.protocol.CompareResponseProtocolOp;
import com.unboundid.ldap.protocol.DeleteResponseProtocolOp;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyDNResponseProtocolOp;
import com.unboundid.ldap.protocol.ModifyResponseProtocolOp;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.Oids;
import dev.tombolo.directory.operation.Session;
import dev.tombolo.directory.store.Octets;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: reads requests one after another and hands each to the handler. A
 * handler may answer later and from another thread, so that writes wait for the disk together; a
 * search looks in between whether its client has given it up.
 */
final class LdapConnection implements Runnable, Closeable {
  private static final Logger log = LoggerFactory.getLogger(LdapConnection.class);
  private static final int OUT_BUFFER = 1 << 16;
  private static final int SEARCH_RESULT_REFERENCE = 0x73;

  /** How long the thread that makes writes durable waits for one client to take its answer. */
  private static final long PATIENCE = 5_000_000_000L;

  private final ConnectionSettings settings;
  private final SSLContext tls;
  private final RequestHandler handler;
  private final Session session;
  private final Deque<byte[]> readAhead = new ArrayDeque<>();
  private final Map<Integer, WireExchange> open = new ConcurrentHashMap<>();
  private final Object writing = new Object();
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private volatile boolean closed;
  private volatile @Nullable Thread reader;
  private volatile long answeringSince;

  LdapConnection(
      Socket socket,
      ConnectionSettings settings,
      SSLContext tls,
      RequestHandler handler,
      Session session)
      throws IOException {
    this.settings = settings;
    this.tls = tls;
    this.handler = handler;
    this.session = session;
    this.socket = socket;
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream(), 8192);
    this.out = new BufferedOutputStream(socket.getOutputStream(), OUT_BUFFER);
    session.confidential(socket instanceof SSLSocket);
  }

  @Override
  public void run() {
    reader = Thread.currentThread();
    try {
      socket.setSoTimeout((int) settings.initialReceiveTimeout().toMillis());
      while (!closed) {
        if (!acceptNext()) {
          return;
        }
        socket.setSoTimeout((int) settings.idleTimeout().toMillis());
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
      notifyOfDisconnection(ResultCode.PROTOCOL_ERROR, e.getMessage());
      closed = true;
    }
  }

  private byte @Nullable [] nextFrame() throws IOException {
    int limit =
        session.caller().isAnonymous()
            ? settings.maxPreAuthReceiveBuffer()
            : settings.maxReceiveBuffer();
    return MessageReader.read(in, limit);
  }

  private void accept(byte[] frame) throws IOException {
    LDAPMessage message;
    try {
      message = LDAPMessage.readFrom(new ASN1StreamReader(new ByteArrayInputStream(frame)), false);
    } catch (LDAPException e) {
      refuseUnreadable(frame, e.getMessage());
      return;
    }
    if (message.getMessageID() == 0) {
      throw new MessageReader.MalformedException("a request has no message ID of its own");
    }
    switch (message.getProtocolOpType()) {
      case LDAPMessage.PROTOCOL_OP_TYPE_UNBIND_REQUEST -> closed = true;
      case LDAPMessage.PROTOCOL_OP_TYPE_ABANDON_REQUEST ->
          abandon(message.getAbandonRequestProtocolOp().getIDToAbandon());
      default -> handle(message);
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
        response(envelope.operation(), refusal.resultCode(), "", diagnostic(refusal), List.of()),
        List.of());
  }

  private String diagnostic(DirectoryException failure) {
    return failure.diagnostic() + (settings.diagnosticsEndWithNul() ? "\0" : "");
  }

  private void handle(LDAPMessage message) throws IOException {
    switch (message.getProtocolOpType()) {
      case LDAPMessage.PROTOCOL_OP_TYPE_BIND_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_EXTENDED_REQUEST ->
          awaitQuiet();
      case LDAPMessage.PROTOCOL_OP_TYPE_SEARCH_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_ADD_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_MODIFY_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_MODIFY_DN_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_DELETE_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_COMPARE_REQUEST -> {}
      default -> throw new MessageReader.MalformedException("a message is no request");
    }
    WireExchange exchange = new WireExchange(message);
    open.put(message.getMessageID(), exchange);
    try {
      handler.handle(exchange);
    } catch (RuntimeException | StackOverflowError e) {
      log.error("A request failed unexpectedly", e);
      exchange.fail(AdError.INVALID_PARAMETER.exception());
    }
  }

  private void abandon(int messageId) {
    WireExchange exchange = open.get(messageId);
    if (exchange != null) {
      exchange.abandon();
    }
  }

  /**
   * Before a bind every request must have its answer (RFC 4511 4.2.1), and before StartTLS
   * (4.14.1).
   */
  private void awaitQuiet() {
    synchronized (writing) {
      while (open.values().stream().anyMatch(exchange -> exchange.isExpected()) && !closed) {
        try {
          writing.wait(1000);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          closed = true;
        }
      }
    }
  }

  /**
   * Looks whether requests have come in while one is being answered; an abandon takes effect at
   * once.
   */
  private void lookAhead() {
    try {
      while (!closed && readAhead.size() < 100 && in.available() > 0) {
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
      notifyOfDisconnection(ResultCode.PROTOCOL_ERROR, e.getMessage());
      closed = true;
    } catch (IOException e) {
      closed = true;
    }
  }

  private void send(int messageId, ProtocolOp op, List<Control> controls) {
    ASN1Buffer buffer = new ASN1Buffer(256);
    new LDAPMessage(messageId, op, controls).writeTo(buffer);
    boolean othersWait = Thread.currentThread() != reader;
    if (othersWait) {
      answeringSince = System.nanoTime() | 1;
    }
    synchronized (writing) {
      try {
        buffer.writeTo(out);
        out.flush();
      } catch (IOException e) {
        closed = true;
      }
      writing.notifyAll();
    }
    if (othersWait) {
      answeringSince = 0;
    }
  }

  /** Whether a client that does not read holds up a thread that has others to answer. */
  boolean holdsUpOthers() {
    long since = answeringSince;
    return since != 0 && System.nanoTime() - since > PATIENCE;
  }

  /** Writes a message whose protocol op is already in BER; it leaves with the next flush. */
  private void sendRaw(int messageId, Octets op) {
    Octets head = new Octets(16);
    int idLength = messageId < 0x80 ? 1 : messageId < 0x8000 ? 2 : messageId < 0x800000 ? 3 : 4;
    head.put(0x30).put(0x84).putInt(2 + idLength + op.size()).put(0x02).put(idLength);
    for (int i = idLength - 1; i >= 0; i--) {
      head.put(messageId >>> (8 * i));
    }
    synchronized (writing) {
      try {
        out.write(head.array(), 0, head.size());
        out.write(op.array(), 0, op.size());
      } catch (IOException e) {
        closed = true;
      }
    }
  }

  private void flush() {
    synchronized (writing) {
      try {
        out.flush();
      } catch (IOException e) {
        closed = true;
      }
    }
  }

  private void notifyOfDisconnection(ResultCode code, @Nullable String why) {
    send(
        0,
        new ExtendedResponseProtocolOp(
            code.intValue(),
            "",
            why == null ? "" : why,
            List.of(),
            Oids.NOTICE_OF_DISCONNECTION,
            null),
        List.of());
  }

  private static ProtocolOp response(
      byte request, ResultCode code, String matchedDn, String diagnostic, List<String> referrals) {
    int number = code.intValue();
    return switch (request) {
      case LDAPMessage.PROTOCOL_OP_TYPE_BIND_REQUEST ->
          new BindResponseProtocolOp(number, matchedDn, diagnostic, referrals, null);
      case LDAPMessage.PROTOCOL_OP_TYPE_SEARCH_REQUEST ->
          new SearchResultDoneProtocolOp(number, matchedDn, diagnostic, referrals);
      case LDAPMessage.PROTOCOL_OP_TYPE_ADD_REQUEST ->
          new AddResponseProtocolOp(number, matchedDn, diagnostic, referrals);
      case LDAPMessage.PROTOCOL_OP_TYPE_MODIFY_REQUEST ->
          new ModifyResponseProtocolOp(number, matchedDn, diagnostic, referrals);
      case LDAPMessage.PROTOCOL_OP_TYPE_MODIFY_DN_REQUEST ->
          new ModifyDNResponseProtocolOp(number, matchedDn, diagnostic, referrals);
      case LDAPMessage.PROTOCOL_OP_TYPE_DELETE_REQUEST ->
          new DeleteResponseProtocolOp(number, matchedDn, diagnostic, referrals);
      case LDAPMessage.PROTOCOL_OP_TYPE_COMPARE_REQUEST ->
          new CompareResponseProtocolOp(number, matchedDn, diagnostic, referrals);
      default ->
          new ExtendedResponseProtocolOp(number, matchedDn, diagnostic, referrals, null, null);
    };
  }

  /**
   * Whether something follows a StartTLS request that has no answer yet; whoever put it there wants
   * it taken for encrypted.
   */
  private boolean isFollowedInClear() {
    try {
      return !readAhead.isEmpty() || in.available() > 0;
    } catch (IOException e) {
      return true;
    }
  }

  private void encrypt() {
    try {
      synchronized (writing) { // a notification waits until it can be sent encrypted
        SSLSocket encrypted =
            (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        encrypted.setUseClientMode(false);
        encrypted.startHandshake();
        socket = encrypted;
        in = new BufferedInputStream(encrypted.getInputStream(), 8192);
        out = new BufferedOutputStream(encrypted.getOutputStream(), OUT_BUFFER);
      }
      session.confidential(true);
    } catch (IOException e) {
      log.debug("StartTLS failed: {}", e.getMessage());
      closed = true;
    }
  }

  /** Closes the connection even while a client that does not read holds up what is sent to it. */
  void abort() {
    try {
      socket.setSoLinger(true, 1); // TLS else waits for the writer before it says goodbye
    } catch (SocketException e) {
      log.debug("A connection is closed already: {}", e.getMessage());
    }
    close();
  }

  @Override
  public void close() {
    closed = true;
    try {
      socket.close(); // first of all, for whoever waits to write holds what an abandon needs
    } catch (IOException e) {
      log.debug("A connection did not close cleanly: {}", e.getMessage());
    }
    open.values().forEach(WireExchange::abandon);
  }

  /** One request on this connection. */
  private final class WireExchange implements Exchange {
    private final LDAPMessage request;
    private volatile boolean abandoned;
    private volatile @Nullable Runnable whenOver;
    private boolean ended;

    private WireExchange(LDAPMessage request) {
      this.request = request;
    }

    @Override
    public LDAPMessage request() {
      return request;
    }

    @Override
    public Session session() {
      return session;
    }

    private boolean isExpected() {
      return whenOver == null;
    }

    @Override
    public void entry(Octets protocolOp) {
      if (!abandoned && !closed) {
        sendRaw(request.getMessageID(), protocolOp);
        if (whenOver != null) {
          flush();
        }
      }
    }

    @Override
    public void reference(String url) {
      if (!abandoned && !closed) {
        byte[] uri = url.getBytes(StandardCharsets.UTF_8);
        Octets reference = new Octets(uri.length + 16);
        reference
            .putHeader(SEARCH_RESULT_REFERENCE, Octets.headerSize(uri.length) + uri.length)
            .putElement(uri);
        sendRaw(request.getMessageID(), reference);
      }
    }

    @Override
    public boolean isAbandoned() {
      if (whenOver == null) {
        lookAhead();
      }
      return abandoned || closed;
    }

    private void abandon() {
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
      synchronized (writing) {
        open.remove(request.getMessageID(), this);
        writing.notifyAll();
      }
      Runnable over = whenOver;
      if (over != null) {
        over.run();
      }
    }

    private void finish(ProtocolOp op, List<Control> controls) {
      if (claim()) {
        send(request.getMessageID(), op, controls);
        release();
      }
    }

    @Override
    public void succeed(List<Control> controls) {
      result(ResultCode.SUCCESS, controls);
    }

    @Override
    public void result(ResultCode code, List<Control> controls) {
      finish(response(request.getProtocolOpType(), code, "", "", List.of()), controls);
    }

    @Override
    public void fail(DirectoryException failure) {
      finish(
          response(
              request.getProtocolOpType(),
              failure.resultCode(),
              failure.matchedDn(),
              diagnostic(failure),
              failure.referrals()),
          failure.controls());
    }

    @Override
    public void extended(String oid, byte[] value) {
      finish(
          new ExtendedResponseProtocolOp(
              ResultCode.SUCCESS_INT_VALUE,
              "",
              "",
              List.of(),
              oid.isEmpty() ? null : oid,
              new ASN1OctetString(value)),
          List.of());
    }

    @Override
    public void startTls() {
      // After the answer it would be too late: a quick client's handshake may have come by then.
      if (isFollowedInClear()) {
        notifyOfDisconnection(
            ResultCode.PROTOCOL_ERROR, "octets follow the StartTLS request in clear");
        closed = true;
        return;
      }
      finish(
          new ExtendedResponseProtocolOp(
              ResultCode.SUCCESS_INT_VALUE, "", "", List.of(), Oids.START_TLS, null),
          List.of());
      encrypt();
    }

    @Override
    public void keepOpen(Runnable over) {
      whenOver = over;
    }
  }
}
