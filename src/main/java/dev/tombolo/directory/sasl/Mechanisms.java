package dev.tombolo.directory.sasl;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.BindSubcode;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.security.AccountNames;
import dev.tombolo.directory.security.Authenticator;
import dev.tombolo.directory.security.Caller;
import dev.tombolo.directory.store.Store;
import dev.tombolo.directory.store.View;
import dev.tombolo.tls.ClientTrust;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The SASL mechanisms that a client may sign in by. */
public final class Mechanisms {
  /** Their names, as {@code supportedSASLMechanisms} tells them. */
  public static final List<String> NAMES = List.of("GSS-SPNEGO", "EXTERNAL");

  private final Store store;
  private final Forest forest;
  private final Clock clock;
  private final Authenticator authenticator;
  private final ClientTrust trust;

  /**
   * Signs in to the accounts of a store.
   *
   * @param trust whose certificates count
   */
  public Mechanisms(
      Store store, Forest forest, Clock clock, Authenticator authenticator, ClientTrust trust) {
    this.store = store;
    this.forest = forest;
    this.clock = clock;
    this.authenticator = authenticator;
    this.trust = trust;
  }

  /**
   * Begins to sign a client in by a mechanism; nothing when it is not spoken.
   *
   * @param tls whether the connection is encrypted by TLS
   * @param certificates those the client has shown
   */
  public Optional<Conversation> begin(
      String name, boolean tls, Supplier<List<X509Certificate>> certificates) {
    return switch (name) {
      case "GSS-SPNEGO" -> Optional.of(new SpnegoConversation(ntlm()));
      case "EXTERNAL" ->
          tls ? Optional.of(token -> external(token, certificates.get())) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** NTLM with nothing around it. */
  public Conversation ntlmAlone() {
    return ntlm();
  }

  private NtlmConversation ntlm() {
    return new NtlmConversation(authenticator, forest, clock);
  }

  /** The client's certificate says who it is (RFC 4422 appendix A); it may only ask for that. */
  private Conversation.Step external(byte[] token, List<X509Certificate> chain)
      throws DirectoryException {
    if (token.length > 0 || chain.isEmpty()) {
      throw AdError.saslFailure(BindSubcode.INVALID_PARAMETER);
    }
    return Conversation.Step.done(
        new byte[0], new Conversation.Outcome(byCertificate(chain), Optional.empty()));
  }

  /**
   * Who has a certificate.
   *
   * @param chain the client's own certificate first
   * @throws DirectoryException invalidCredentials when the certificate is not trusted, names no
   *     account, or the account may not sign in
   */
  public Caller byCertificate(List<X509Certificate> chain) throws DirectoryException {
    View view = store.snapshot();
    Optional<Integer> account =
        trust.accepts(chain)
            ? AccountNames.findByCertificate(
                view,
                forest,
                CertificateNames.principalNames(chain.get(0)),
                CertificateNames.mappings(chain.get(0)))
            : Optional.empty();
    return authenticator.certificateLogon(
        account.orElseThrow(() -> AdError.saslFailure(BindSubcode.LOGON_FAILURE)));
  }
}
