package dev.tombolo.directory.protocol;

import java.security.cert.X509Certificate;
import java.util.List;

/** A client's connection, as whoever answers its requests sees it. */
public interface ClientConnection {
  /** The number of the connection, by which people tell it from others. */
  long number();

  /** The client's address and port. */
  String address();

  /** Whether it is encrypted by TLS. */
  boolean isTls();

  /** Whether TLS began with a StartTLS request. */
  boolean isStartTls();

  /** Whether a security layer protects it (RFC 4422 3.7). */
  boolean isLayered();

  /** The certificates by which the client shows who it is, its own first; none without TLS. */
  List<X509Certificate> clientCertificates();

  /** What it remembers from bind to bind. */
  BindState binds();
}
