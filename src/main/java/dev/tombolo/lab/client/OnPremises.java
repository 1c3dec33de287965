package dev.tombolo.lab.client;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.Ready;
import dev.tombolo.tls.LabCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The directory of a running lab: where it answers, who may sign in, and connections to it. */
public final class OnPremises {
  private final URI ldap;
  private final URI ldaps;
  private final Path caCertificate;
  private final String baseDn;
  private final String bindDn;
  private final String bindPassword;

  private OnPremises(Ready ready) {
    this.ldap = URI.create(there(ready.ldap()));
    this.ldaps = URI.create(there(ready.ldaps()));
    this.caCertificate = Path.of(there(ready.caCertificate()));
    this.baseDn = there(ready.baseDn());
    this.bindDn = there(ready.bindDn());
    this.bindPassword = there(ready.bindPassword());
  }

  /**
   * The directory of a lab.
   *
   * @throws IllegalStateException when it does not run there
   */
  public static OnPremises of(Lab lab) {
    if (lab.directory().isEmpty()) {
      throw new IllegalStateException("the lab has no directory: add the part DIRECTORY");
    }
    return new OnPremises(lab.ready());
  }

  private static String there(@Nullable String text) {
    return Objects.requireNonNull(text, "the lab does not say where its directory is");
  }

  /** The URL of LDAP in clear and with StartTLS. */
  public URI ldap() {
    return ldap;
  }

  /** The URL of LDAP over TLS. */
  public URI ldaps() {
    return ldaps;
  }

  /** The host, the loopback address. */
  public String host() {
    return ldap.getHost();
  }

  /** The port of {@link #ldap}. */
  public int ldapPort() {
    return ldap.getPort();
  }

  /** The port of {@link #ldaps}. */
  public int ldapsPort() {
    return ldaps.getPort();
  }

  /** The authority that signed the server's certificate, in PEM. */
  public Path caCertificate() {
    return caCertificate;
  }

  /** The domain's distinguished name, such as {@code DC=adatum,DC=com}. */
  public String baseDn() {
    return baseDn;
  }

  /** The Administrator's distinguished name. */
  public String bindDn() {
    return bindDn;
  }

  /** The Administrator's password. */
  public String bindPassword() {
    return bindPassword;
  }

  /** A new connection in clear, bound as the Administrator; the caller closes it. */
  public LDAPConnection connect() throws LDAPException {
    return connect(bindDn, bindPassword);
  }

  /**
   * A new connection in clear; the caller closes it.
   *
   * @param name a distinguished name, a user principal name or {@code DOMAIN\\name}
   */
  public LDAPConnection connect(String name, String password) throws LDAPException {
    return new LDAPConnection(host(), ldapPort(), name, password);
  }

  /**
   * A new connection over TLS, bound as the Administrator; the caller closes it. As with the real
   * one, {@code unicodePwd} is written only over such a connection.
   */
  public LDAPConnection connectTls() throws LDAPException {
    try {
      return new LDAPConnection(
          LabCertificates.trusting(caCertificate).getSocketFactory(),
          host(),
          ldapsPort(),
          bindDn,
          bindPassword);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does not show the password. */
  @Override
  public String toString() {
    return "OnPremises[" + ldap + ", " + baseDn + "]";
  }
}
