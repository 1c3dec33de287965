package dev.tombolo.ad;

/**
 * The object identifiers of controls, extended requests, capabilities and matching rules that are
 * spoken here.
 */
public final class Oids {
  private static final String AD = "1.2.840.113556.1.4.";

  /** Paged results (RFC 2696). */
  public static final String PAGED_RESULTS = AD + "319";

  /** Show deleted. */
  public static final String SHOW_DELETED = AD + "417";

  /** Server-side sort request (RFC 2891). */
  public static final String SORT_REQUEST = AD + "473";

  /** Server-side sort response. */
  public static final String SORT_RESPONSE = AD + "474";

  /** Cross-domain move. */
  public static final String CROSS_DOMAIN_MOVE = AD + "521";

  /** Change notification. */
  public static final String NOTIFICATION = AD + "528";

  /** Extended DN. */
  public static final String EXTENDED_DN = AD + "529";

  /** Lazy commit. */
  public static final String LAZY_COMMIT = AD + "619";

  /** Security descriptor flags. */
  public static final String SD_FLAGS = AD + "801";

  /** The range option's marker. */
  public static final String RANGE_OPTION = AD + "802";

  /** Tree delete. */
  public static final String TREE_DELETE = AD + "805";

  /** DirSync. */
  public static final String DIR_SYNC = AD + "841";

  /** Verify name. */
  public static final String VERIFY_NAME = AD + "1338";

  /** Domain scope. */
  public static final String DOMAIN_SCOPE = AD + "1339";

  /** Search options. */
  public static final String SEARCH_OPTIONS = AD + "1340";

  /** Permissive modify. */
  public static final String PERMISSIVE_MODIFY = AD + "1413";

  /** Attribute-scoped query. */
  public static final String ASQ = AD + "1504";

  /** Range retrieval without an error beyond the end. */
  public static final String RANGE_NO_ERROR = AD + "1948";

  /** Force update. */
  public static final String FORCE_UPDATE = AD + "1974";

  /** DN input. */
  public static final String DN_INPUT = AD + "2026";

  /** Show recycled. */
  public static final String SHOW_RECYCLED = AD + "2064";

  /** Show deactivated link. */
  public static final String SHOW_DEACTIVATED_LINK = AD + "2065";

  /** Policy hints, the older number. */
  public static final String POLICY_HINTS_DEPRECATED = AD + "2066";

  /** DirSync with attributes that are always returned. */
  public static final String DIR_SYNC_EX = AD + "2090";

  /** Tree delete with a count. */
  public static final String TREE_DELETE_EX = AD + "2204";

  /** Update stats. */
  public static final String UPDATE_STATS = AD + "2205";

  /** Search hints. */
  public static final String SEARCH_HINTS = AD + "2206";

  /** Expected entry count. */
  public static final String EXPECTED_ENTRY_COUNT = AD + "2211";

  /** Update stats: the highest USN of the update. */
  public static final String HIGHEST_USN = AD + "2208";

  /** Update stats: the invocationId of the server. */
  public static final String INVOCATION_ID = AD + "2209";

  /** Bypass quota. */
  public static final String BYPASS_QUOTA = AD + "2256";

  /** Policy hints. */
  public static final String POLICY_HINTS = AD + "2239";

  /** Virtual list view request. */
  public static final String VLV_REQUEST = "2.16.840.1.113730.3.4.9";

  /** Virtual list view response. */
  public static final String VLV_RESPONSE = "2.16.840.1.113730.3.4.10";

  /** StartTLS (RFC 4511 4.14). */
  public static final String START_TLS = "1.3.6.1.4.1.1466.20037";

  /** Who am I (RFC 4532). */
  public static final String WHO_AM_I = "1.3.6.1.4.1.4203.1.11.3";

  /** Notice of disconnection (RFC 4511 4.4.1). */
  public static final String NOTICE_OF_DISCONNECTION = "1.3.6.1.4.1.1466.20036";

  /**
   * Reading password hashes, see {@link PasswordReplication}; a number of this project, made from a
   * random UUID (ITU-T X.667).
   */
  public static final String PASSWORD_REPLICATION = "2.25.150406973096537084958523538560205724887";

  /** Fast concurrent bind. */
  public static final String FAST_BIND = AD + "1781";

  /** Matching rule: all bits. */
  public static final String BIT_AND = AD + "803";

  /** Matching rule: any bit. */
  public static final String BIT_OR = AD + "804";

  /** Matching rule: transitive links. */
  public static final String IN_CHAIN = AD + "1941";

  /** Matching rule: DN with data. */
  public static final String DN_WITH_DATA = AD + "2253";

  private Oids() {}
}
