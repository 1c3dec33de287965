package dev.tombolo.directory.protocol;

import dev.tombolo.directory.sasl.SecurityLayer;
import dev.tombolo.directory.store.Octets;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The octets of one connection, in clear, over TLS or in the tokens of a security layer. One thread
 * reads; any may write, one message at a time.
 */
final class Transport {
  private static final Logger log = LoggerFactory.getLogger(Transport.class);
  private static final int OUT_BUFFER = 1 << 16;

  /** How long the thread that makes writes durable waits for one client to take its answer. */
  private static final long PATIENCE = 5_000_000_000L;

  private final SSLContext tls;
  private final IntSupplier receiveLimit;
  private final Object writing = new Object();
  private Socket socket;
  private InputStream bareIn;
  private OutputStream bareOut;
  private InputStream in;
  private OutputStream out;
  private volatile boolean startTls;
  private volatile boolean layered;
  private volatile boolean broken;
  private volatile long answeringSince;

  /**
   * Sends and receives by a socket.
   *
   * @param receiveLimit octets of a message, as it is now
   */
  Transport(Socket socket, SSLContext tls, IntSupplier receiveLimit) throws IOException {
    this.tls = tls;
    this.receiveLimit = receiveLimit;
    this.socket = socket;
    socket.setTcpNoDelay(true);
    this.bareIn = new BufferedInputStream(socket.getInputStream(), 8192);
    this.bareOut = new BufferedOutputStream(socket.getOutputStream(), OUT_BUFFER);
    this.in = bareIn;
    this.out = bareOut;
  }

  /** A piece of a message on its way out. */
  @FunctionalInterface
  interface Piece {
    void writeTo(OutputStream to) throws IOException;
  }

  /** Agrees on TLS now, where it is spoken from the start, rather than with the first octet. */
  void handshake() throws IOException {
    if (socket instanceof SSLSocket encrypted) {
      encrypted.startHandshake();
    }
  }

  InputStream in() {
    return in;
  }

  boolean hasInput() throws IOException {
    return in.available() > 0;
  }

  void receiveTimeout(long millis) throws SocketException {
    socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
  }

  boolean isTls() {
    return socket instanceof SSLSocket;
  }

  boolean isStartTls() {
    return startTls;
  }

  boolean isLayered() {
    return layered;
  }

  /** Whether it turned out that nothing can be sent any more. */
  boolean isBroken() {
    return broken;
  }

  /** The address of the client, for people to read. */
  String client() {
    return socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
  }

  /** The certificates by which the client shows who it is, its own first; none without TLS. */
  List<X509Certificate> clientCertificates() {
    if (!(socket instanceof SSLSocket encrypted)) {
      return List.of();
    }
    try {
      return Arrays.stream(encrypted.getSession().getPeerCertificates())
          .map(X509Certificate.class::cast)
          .toList();
    } catch (SSLPeerUnverifiedException e) {
      return List.of(); // it has shown none
    }
  }

  /**
   * Sends a message at once.
   *
   * @param othersWait whether the thread has other clients to answer
   */
  void send(Piece message, boolean othersWait) {
    if (othersWait) {
      answeringSince = System.nanoTime() | 1;
    }
    synchronized (writing) {
      try {
        message.writeTo(out);
        out.flush();
      } catch (IOException e) {
        broken = true;
      }
    }
    if (othersWait) {
      answeringSince = 0;
    }
  }

  /** Writes a message, which leaves with the next one that is sent at once, or with a flush. */
  void write(Octets head, Octets body) {
    synchronized (writing) {
      try {
        out.write(head.array(), 0, head.size());
        out.write(body.array(), 0, body.size());
      } catch (IOException e) {
        broken = true;
      }
    }
  }

  void flush() {
    synchronized (writing) {
      try {
        out.flush();
      } catch (IOException e) {
        broken = true;
      }
    }
  }

  /** Whether a client that does not read holds up a thread that has others to answer. */
  boolean holdsUpOthers() {
    long since = answeringSince;
    return since != 0 && System.nanoTime() - since > PATIENCE;
  }

  /** Sends an answer in clear, and everything after it encrypted. */
  void encrypt(Piece answer) {
    try {
      synchronized (writing) { // a notification waits until it can be sent encrypted
        answer.writeTo(out);
        out.flush();
        SSLSocket encrypted =
            (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        encrypted.setUseClientMode(false);
        encrypted.setWantClientAuth(true);
        encrypted.startHandshake();
        socket = encrypted;
        bareIn = new BufferedInputStream(encrypted.getInputStream(), 8192);
        bareOut = new BufferedOutputStream(encrypted.getOutputStream(), OUT_BUFFER);
        in = bareIn;
        out = bareOut;
        startTls = true;
      }
    } catch (IOException e) {
      log.debug("StartTLS failed: {}", e.getMessage());
      broken = true;
    }
  }

  /**
   * Sends an answer as it is, and everything after it in a layer's tokens; what follows from the
   * client comes in tokens, too. An older layer ends with that.
   */
  void protect(Piece answer, SecurityLayer layer) {
    synchronized (writing) {
      try {
        answer.writeTo(out);
        out.flush();
      } catch (IOException e) {
        broken = true;
      }
      in = new LayeredInput(bareIn, layer, receiveLimit);
      out = new LayeredOutput(bareOut, layer);
      layered = true;
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

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("A connection did not close cleanly: {}", e.getMessage());
    }
  }
}
