package dev.tombolo.directory.operation;

import com.unboundid.ldap.sdk.Filter;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.ad.Sid;
import dev.tombolo.ad.UserAccountControl;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.security.AccountNames;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.View;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The question by which clients find a domain controller: a search of the rootDSE for {@code
 * netlogon}, whose filter says what they look for (MS-ADTS 6.3.3).
 */
final class NetlogonPing {
  private static final int VERSION_5 = 2;
  private static final int VERSION_5_EXTENDED = 4;
  private static final int MAX_TERMS = 16;

  /** Account types, as the filter's AAC and as {@code userAccountControl} have them. */
  private static final int[][] ACCOUNT_TYPES = {
    {0x10, UserAccountControl.NORMAL_ACCOUNT},
    {0x40, UserAccountControl.INTERDOMAIN_TRUST_ACCOUNT},
    {0x80, UserAccountControl.WORKSTATION_TRUST_ACCOUNT},
    {0x100, UserAccountControl.SERVER_TRUST_ACCOUNT}
  };

  private final View view;
  private final Forest forest;
  private final Entry domain;

  NetlogonPing(View view, Forest forest) {
    this.view = view;
    this.forest = forest;
    this.domain = view.existing(view.object(Register.DOMAIN));
  }

  /** The value that answers a filter; nothing when it looks for another domain. */
  Optional<byte[]> answer(Filter filter) {
    Map<String, byte[]> terms = new HashMap<>();
    if (!collect(filter, terms)) {
      return Optional.empty();
    }
    byte[] version = terms.get("ntver");
    if (version == null || version.length != 4 || !isHere(terms)) {
      return Optional.empty();
    }
    String user = text(terms.get("user"));
    boolean known = user.isEmpty() || isAccount(user, terms.get("aac"));
    NetlogonResponse response = new NetlogonResponse(forest, ObjectGuid.bytes(guid()), user, known);
    int wanted = little(version);
    if ((wanted & VERSION_5_EXTENDED) != 0) {
      return Optional.of(response.extended(wanted));
    }
    return Optional.of((wanted & VERSION_5) != 0 ? response.version5() : response.version4());
  }

  /** The filter is one of equalities that all must hold. */
  private static boolean collect(Filter filter, Map<String, byte[]> terms) {
    if (filter.getFilterType() == Filter.FILTER_TYPE_AND) {
      Filter[] parts = filter.getComponents();
      return parts.length <= MAX_TERMS
          && Arrays.stream(parts).allMatch(each -> isTerm(each, terms));
    }
    return isTerm(filter, terms);
  }

  private static boolean isTerm(Filter filter, Map<String, byte[]> terms) {
    if (filter.getFilterType() != Filter.FILTER_TYPE_EQUALITY) {
      return false;
    }
    terms.put(filter.getAttributeName().toLowerCase(Locale.ROOT), filter.getAssertionValueBytes());
    return true;
  }

  private boolean isHere(Map<String, byte[]> terms) {
    byte[] guid = terms.get("domainguid");
    byte[] sid = terms.get("domainsid");
    String name = text(terms.get("dnsdomain"));
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    Sid own = Names.sid(view, domain);
    return (guid == null || guid.length == 0 || Arrays.equals(guid, ObjectGuid.bytes(guid())))
        && (sid == null || sid.length == 0 || (own != null && Arrays.equals(sid, own.bytes())))
        && (bare.isEmpty()
            || bare.equalsIgnoreCase(forest.dnsName())
            || bare.equalsIgnoreCase(forest.netBiosName()));
  }

  private UUID guid() {
    byte[] octets = domain.first(view.schema().wellKnown().objectGUID);
    if (octets == null) {
      throw new IllegalStateException("the domain has no objectGUID");
    }
    return ObjectGuid.of(octets);
  }

  private boolean isAccount(String user, byte @Nullable [] types) {
    Optional<Integer> account = AccountNames.findForLogon(view, forest, user, "");
    if (account.isEmpty()) {
      return false;
    }
    WellKnown w = view.schema().wellKnown();
    UserAccountControl control =
        new UserAccountControl((int) view.existing(account.get()).number(w.userAccountControl, 0));
    int wanted = types == null || types.length != 4 ? 0 : little(types);
    boolean typed =
        wanted == 0
            || Arrays.stream(ACCOUNT_TYPES)
                .anyMatch(each -> (wanted & each[0]) != 0 && control.has(each[1]));
    return control.enabled() && typed;
  }

  private static int little(byte[] octets) {
    return ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  private static String text(byte @Nullable [] octets) {
    return octets == null ? "" : new String(octets, StandardCharsets.UTF_8);
  }
}
