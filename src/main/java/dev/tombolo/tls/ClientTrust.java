package dev.tombolo.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Whose certificates clients may show who they are by. A certificate of somebody else's does not
 * keep a client from connecting; it is only worth nothing.
 */
public final class ClientTrust {
  private final X509TrustManager authorities;

  ClientTrust(X509TrustManager authorities) {
    this.authorities = authorities;
  }

  /**
   * Whether certificates lead to an authority that is trusted, and are valid now by the machine's
   * clock.
   *
   * @param chain the client's own first
   */
  public boolean accepts(List<X509Certificate> chain) {
    if (chain.isEmpty()) {
      return false;
    }
    try {
      authorities.checkClientTrusted(
          chain.toArray(X509Certificate[]::new), chain.get(0).getPublicKey().getAlgorithm());
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }

  /** Asks clients for certificates of the authorities, and lets everybody in. */
  X509TrustManager asking() {
    return new Asking(authorities);
  }

  private static final class Asking extends X509ExtendedTrustManager {
    private final X509TrustManager authorities;

    private Asking(X509TrustManager authorities) {
      this.authorities = authorities;
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return authorities.getAcceptedIssuers();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("this is a server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("this is a server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("this is a server");
    }
  }
}
