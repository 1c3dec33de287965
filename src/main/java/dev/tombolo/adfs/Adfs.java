package dev.tombolo.adfs;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.adfs.Issuance.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Grants sign-ins to relying parties. A user proves to know the password by a bind; a device is
 * looked up among those that device writeback has written, by {@code msDS-DeviceID}, and has to be
 * known by the key it shows, enabled, and the user's own (reference §9).
 *
 * <p>The real service has the device prove its key in the TLS handshake; here the key is shown.
 */
public final class Adfs {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final String THUMBPRINT = "X509:<SHA1-TP-PUBKEY>";

  /**
   * A device as it shows itself.
   *
   * @param publicKey base64, as when it was registered
   */
  public record Device(UUID deviceId, String publicKey) {}

  private final AdfsSettings settings;

  /** A service that connects when it is asked. */
  public Adfs(AdfsSettings settings) {
    this.settings = settings;
  }

  /**
   * Decides on a sign-in.
   *
   * @param userName a user principal name or {@code DOMAIN\name}
   * @param device empty when the user is at none that is registered
   */
  public Issuance signIn(
      String relyingParty, String userName, String password, Optional<Device> device) {
    Optional<RelyingParty> trust =
        settings.relyingParties().stream()
            .filter(each -> each.identifier().equals(relyingParty))
            .findFirst();
    if (trust.isEmpty()) {
      return new Issuance.Refused(Reason.UNKNOWN_RELYING_PARTY);
    }
    if (password.isEmpty() || !bindsAs(userName, password)) {
      return new Issuance.Refused(Reason.WRONG_CREDENTIALS);
    }
    try (LDAPConnection directory = connect(settings.bindDn(), settings.bindPassword())) {
      return decide(directory, trust.get(), userName, device);
    } catch (LDAPException e) {
      return new Issuance.Refused(Reason.DIRECTORY_UNAVAILABLE);
    }
  }

  private boolean bindsAs(String userName, String password) {
    try (LDAPConnection connection = connect(userName, password)) {
      return connection.isConnected();
    } catch (LDAPException e) {
      return false;
    }
  }

  private LDAPConnection connect(String name, String password) throws LDAPException {
    try {
      SSLUtil tls = new SSLUtil(new PEMFileTrustManager(settings.caCertificate().toFile()));
      LDAPConnectionOptions options = new LDAPConnectionOptions();
      options.setConnectTimeoutMillis(TIMEOUT_MILLIS);
      options.setResponseTimeoutMillis(TIMEOUT_MILLIS);
      return new LDAPConnection(
          tls.createSSLSocketFactory(),
          options,
          settings.host(),
          settings.ldapsPort(),
          name,
          password);
    } catch (GeneralSecurityException e) {
      throw new LDAPException(ResultCode.LOCAL_ERROR, "TLS cannot be set up: " + e, e);
    }
  }

  private Issuance decide(
      LDAPConnection directory, RelyingParty trust, String userName, Optional<Device> device)
      throws LDAPException {
    Optional<SearchResultEntry> user = user(directory, userName);
    if (user.isEmpty()) {
      return new Issuance.Refused(Reason.WRONG_CREDENTIALS);
    }
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("upn", String.valueOf(user.get().getAttributeValue("userPrincipalName")));
    Optional<Reason> objection =
        device.isEmpty()
            ? Optional.of(Reason.NO_DEVICE)
            : objection(directory, user.get(), device.get());
    if (objection.isEmpty()) {
      claims.put("isregistereduser", "true");
      device.ifPresent(shown -> claims.put("deviceid", shown.deviceId().toString()));
    } else if (trust.requiresDevice()) {
      return new Issuance.Refused(objection.get());
    }
    return new Issuance.Granted(claims);
  }

  private Optional<SearchResultEntry> user(LDAPConnection directory, String userName)
      throws LDAPException {
    int backslash = userName.indexOf('\\');
    Filter filter =
        backslash < 0
            ? Filter.createEqualityFilter("userPrincipalName", userName)
            : Filter.createEqualityFilter("sAMAccountName", userName.substring(backslash + 1));
    return directory
        .search(settings.baseDn(), SearchScope.SUB, filter, "objectSid", "userPrincipalName")
        .getSearchEntries()
        .stream()
        .findFirst();
  }

  /** Why a device does not count, if it does not. */
  private Optional<Reason> objection(LDAPConnection directory, SearchResultEntry user, Device shown)
      throws LDAPException {
    Optional<SearchResultEntry> known = device(directory, shown);
    if (known.isEmpty() || !isKnownBy(known.get(), shown.publicKey())) {
      return Optional.of(Reason.UNKNOWN_DEVICE);
    }
    if (!"TRUE".equals(known.get().getAttributeValue("msDS-IsEnabled"))) {
      return Optional.of(Reason.DISABLED_DEVICE);
    }
    boolean own =
        Arrays.equals(
            known.get().getAttributeValueBytes("msDS-RegisteredOwner"),
            user.getAttributeValueBytes("objectSid"));
    return own ? Optional.empty() : Optional.of(Reason.FOREIGN_DEVICE);
  }

  private Optional<SearchResultEntry> device(LDAPConnection directory, Device shown)
      throws LDAPException {
    Filter filter =
        Filter.createANDFilter(
            Filter.createEqualityFilter("objectClass", "msDS-Device"),
            Filter.createEqualityFilter("msDS-DeviceID", ObjectGuid.bytes(shown.deviceId())));
    return directory
        .search(
            settings.baseDn(),
            SearchScope.SUB,
            filter,
            "msDS-IsEnabled",
            "msDS-RegisteredOwner",
            "altSecurityIdentities")
        .getSearchEntries()
        .stream()
        .findFirst();
  }

  private static boolean isKnownBy(SearchResultEntry device, String publicKey) {
    String[] identities = device.getAttributeValues("altSecurityIdentities");
    return identities != null && Arrays.asList(identities).contains(identity(publicKey));
  }

  private static String identity(String publicKey) {
    try {
      byte[] key = Base64.getDecoder().decode(publicKey.getBytes(StandardCharsets.US_ASCII));
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(key);
      return THUMBPRINT + HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-1 is part of every Java platform", e);
    }
  }
}
