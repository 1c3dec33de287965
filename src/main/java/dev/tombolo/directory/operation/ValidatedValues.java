package dev.tombolo.directory.operation;

import com.unboundid.ldap.sdk.ModificationType;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.security.ValidatedWrite;
import dev.tombolo.directory.store.EntryBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the values of validated writes must be (MS-ADTS 3.1.1.5.3.1.1): a group's new or former
 * member the caller itself, a computer's names its own.
 */
final class ValidatedValues {
  private final Forest forest;
  private final WellKnown w;
  private final EntryBuilder object;

  /** Checks values of one object. */
  ValidatedValues(Forest forest, WellKnown w, EntryBuilder object) {
    this.forest = forest;
    this.w = w;
    this.object = object;
  }

  /**
   * Refuses values that are not what they should be.
   *
   * @param stored the values as objects keep them
   * @param self the id of the caller's account
   */
  void check(AttributeType attribute, ModificationType type, List<byte[]> stored, int self)
      throws DirectoryException {
    boolean good =
        switch (ValidatedWrite.of(attribute).orElseThrow(AdError.WRITE_DENIED::exception)) {
          case SELF_MEMBERSHIP -> isSelf(type, stored, self);
          case DNS_HOST_NAME -> stored.stream().allMatch(each -> isOwnHost(text(each)));
          case SERVICE_PRINCIPAL_NAME ->
              type.equals(ModificationType.DELETE)
                  || stored.stream().allMatch(each -> isOwnService(text(each)));
          case COMPUTER -> type.equals(ModificationType.ADD) && stored.size() == 1;
        };
    if (!good) {
      throw attribute == w.dNSHostName || attribute == w.servicePrincipalName
          ? AdError.BAD_SAM_VALUE.about(attribute.attid(), attribute.name())
          : AdError.WRITE_DENIED.exception();
    }
  }

  private static boolean isSelf(ModificationType type, List<byte[]> stored, int self) {
    return !type.equals(ModificationType.REPLACE)
        && stored.size() == 1
        && EntryBuilder.referenced(stored.get(0)) == self;
  }

  private boolean isOwnHost(String name) {
    return name.equalsIgnoreCase(host() + "." + forest.dnsName());
  }

  private String host() {
    String account = object.text(w.sAMAccountName);
    String name = account == null ? "" : account;
    return name.endsWith("$") ? name.substring(0, name.length() - 1) : name;
  }

  /** {@code service/host}, {@code service/host:port} or {@code service/host/name}. */
  private boolean isOwnService(String name) {
    String[] parts = name.split("/", -1);
    if (parts.length < 2 || parts.length > 3) {
      return false;
    }
    String instance = parts[1];
    int colon = instance.indexOf(':');
    String host = (colon < 0 ? instance : instance.substring(0, colon)).toLowerCase(Locale.ROOT);
    @Nullable String dns = object.text(w.dNSHostName);
    return host.equalsIgnoreCase(host()) || host.equalsIgnoreCase(dns) || isOwnHost(host);
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
