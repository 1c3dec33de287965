package dev.tombolo.connector.writeback;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.UserAccountControl;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.connector.wire.ForestException;

/**
 * What the directory says of an account now; the connector space may lag behind.
 *
 * @param name the distinguished name
 * @param isProtected whether it is, or was, a member of an administrators' group ({@code
 *     adminCount})
 * @param keyVersion {@code msDS-KeyVersionNumber}, which grows with each new password; -1 when the
 *     directory does not tell
 */
record AccountState(String name, UserAccountControl control, boolean isProtected, long keyVersion) {
  private static final String CONTROL = "userAccountControl";
  private static final String ADMIN_COUNT = "adminCount";
  private static final String KEY_VERSION = "msDS-KeyVersionNumber";

  /**
   * Reads an account, on a new connection when the one there is turns out to be broken.
   *
   * @param dn in any form
   */
  static AccountState read(ForestClient forest, String dn) throws ForestException {
    SearchRequest request =
        new SearchRequest(
            dn,
            SearchScope.BASE,
            Filter.createPresenceFilter("objectClass"),
            CONTROL,
            ADMIN_COUNT,
            KEY_VERSION);
    SearchResult result = search(forest, request);
    if (result.getEntryCount() == 0) {
      throw ForestException.of(
          forest.endpoint(), new LDAPException(ResultCode.NO_SUCH_OBJECT, "no entry"));
    }
    SearchResultEntry entry = result.getSearchEntries().get(0);
    Integer control = entry.getAttributeValueAsInteger(CONTROL);
    Integer adminCount = entry.getAttributeValueAsInteger(ADMIN_COUNT);
    Long keyVersion = entry.getAttributeValueAsLong(KEY_VERSION);
    return new AccountState(
        entry.getDN(),
        new UserAccountControl(control == null ? 0 : control),
        adminCount != null && adminCount > 0,
        keyVersion == null ? -1 : keyVersion);
  }

  private static SearchResult search(ForestClient forest, SearchRequest request)
      throws ForestException {
    try {
      return forest.search(request);
    } catch (ForestException e) {
      if (!LdapRefusal.isUnanswered(e)) {
        throw e;
      }
      return forest.search(request); // a search may be sent twice
    }
  }

  boolean isDisabled() {
    return control.has(UserAccountControl.ACCOUNTDISABLE);
  }

  boolean neverExpires() {
    return control.has(UserAccountControl.DONT_EXPIRE_PASSWORD);
  }
}
