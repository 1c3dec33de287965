package dev.tombolo.ad;

import com.unboundid.ldap.sdk.ResultCode;
import java.util.List;
import java.util.Locale;

/**
 * Every error a domain controller answers with: LDAP result code, Windows code and the text around
 * it. The texts have Active Directory's forms, which clients take apart ({@code 0000208D: NameErr:
 * DSID-…, problem 2001 …}); the DSIDs are placeholders and stay as they are.
 *
 * <p>Source: MS-ADTS 3.1.1.3.1.9 for the form, 3.1.1.5 for which error when.
 */
public enum AdError {
  OBJECT_NOT_FOUND(ResultCode.NO_SUCH_OBJECT, 0x208D, Problem.NO_OBJECT, 0x03100245),
  MEMBER_NOT_FOUND(ResultCode.NO_SUCH_OBJECT, 0x525, Problem.NO_OBJECT, 0x031A1292),
  BAD_DN(ResultCode.INVALID_DN_SYNTAX, 0x208F, Problem.BAD_NAME, 0x03100225),
  RDN_DIFFERS(ResultCode.INVALID_DN_SYNTAX, 0x2081, Problem.BAD_NAME, 0x03100226),
  WRONG_RDN_TYPE(ResultCode.NAMING_VIOLATION, 0x2073, Problem.NAMING_VIOLATION, 0x03100227),
  BAD_RDN_VALUE(ResultCode.NAMING_VIOLATION, 0x2016, Problem.NAMING_VIOLATION, 0x03100228),
  ILLEGAL_SUPERIOR(ResultCode.NAMING_VIOLATION, 0x2099, Problem.NAMING_VIOLATION, 0x03100229),

  ENTRY_EXISTS(ResultCode.ENTRY_ALREADY_EXISTS, 0x2071, Problem.ENTRY_EXISTS, 0x0305038D),
  USER_EXISTS(ResultCode.ENTRY_ALREADY_EXISTS, 0x524, Problem.ENTRY_EXISTS, 0x031A11E2),
  GROUP_EXISTS(ResultCode.ENTRY_ALREADY_EXISTS, 0x526, Problem.ENTRY_EXISTS, 0x031A11E3),
  ALIAS_EXISTS(ResultCode.ENTRY_ALREADY_EXISTS, 0x563, Problem.ENTRY_EXISTS, 0x031A11E4),
  MEMBER_EXISTS(ResultCode.ENTRY_ALREADY_EXISTS, 0x562, Problem.ENTRY_EXISTS, 0x031A11DA),
  HAS_PRIMARY_MEMBERS(ResultCode.ENTRY_ALREADY_EXISTS, 0x2149, Problem.ENTRY_EXISTS, 0x031A11DB),
  CHILDREN_EXIST(ResultCode.NOT_ALLOWED_ON_NONLEAF, 0x208C, Problem.CANT_ON_NON_LEAF, 0x030A0493),
  RDN_BY_MODIFY(ResultCode.NOT_ALLOWED_ON_RDN, 0x20B1, Problem.CANT_ON_RDN, 0x03151D3D),
  MISSING_CLASS(ResultCode.OBJECT_CLASS_VIOLATION, 0x207B, Problem.OBJ_CLASS_VIOLATION, 0x030A0A01),
  MISSING_ATTRIBUTE(
      ResultCode.OBJECT_CLASS_VIOLATION, 0x207C, Problem.OBJ_CLASS_VIOLATION, 0x030A0A02),
  ATTRIBUTE_NOT_ALLOWED(
      ResultCode.OBJECT_CLASS_VIOLATION, 0x207D, Problem.OBJ_CLASS_VIOLATION, 0x030A0A03),
  CLASS_CHANGE(ResultCode.OBJECT_CLASS_VIOLATION, 0x2077, Problem.OBJ_CLASS_VIOLATION, 0x030A0A04),
  NOT_ONE_STRUCTURAL_CLASS(
      ResultCode.OBJECT_CLASS_VIOLATION, 0x20B4, Problem.OBJ_CLASS_VIOLATION, 0x030A0A05),

  VALUE_EXISTS(
      ResultCode.ATTRIBUTE_OR_VALUE_EXISTS, 0x2083, Problem.ATT_OR_VALUE_EXISTS, 0x03151785),
  SECOND_VALUE(
      ResultCode.ATTRIBUTE_OR_VALUE_EXISTS, 0x2081, Problem.ATT_OR_VALUE_EXISTS, 0x03151786),
  MULTIPLE_VALUES(ResultCode.CONSTRAINT_VIOLATION, 0x2081, Problem.CONSTRAINT_ATT_TYPE, 0x03151787),
  VALUE_MISSING(ResultCode.NO_SUCH_ATTRIBUTE, 0x2085, Problem.NO_ATTRIBUTE_OR_VAL, 0x03151788),
  ATTRIBUTE_MISSING(ResultCode.NO_SUCH_ATTRIBUTE, 0x2076, Problem.NO_ATTRIBUTE_OR_VAL, 0x03151789),
  BAD_SYNTAX(ResultCode.INVALID_ATTRIBUTE_SYNTAX, 0x200B, Problem.INVALID_ATT_SYNTAX, 0x0315178A),
  BAD_SAM_VALUE(ResultCode.CONSTRAINT_VIOLATION, 0x200B, Problem.CONSTRAINT_ATT_TYPE, 0x0315178B),
  OUT_OF_RANGE(ResultCode.CONSTRAINT_VIOLATION, 0x2082, Problem.CONSTRAINT_ATT_TYPE, 0x0315178C),
  SYSTEM_ONLY(ResultCode.CONSTRAINT_VIOLATION, 0x20B1, Problem.CONSTRAINT_ATT_TYPE, 0x0315178D),
  CONSTRUCTED(ResultCode.CONSTRAINT_VIOLATION, 0x211B, Problem.CONSTRAINT_ATT_TYPE, 0x0315178E),
  BAD_REFERENCE(ResultCode.CONSTRAINT_VIOLATION, 0x20B5, Problem.CONSTRAINT_ATT_TYPE, 0x0315178F),
  UPN_TAKEN(ResultCode.CONSTRAINT_VIOLATION, 0x21C8, Problem.CONSTRAINT_ATT_TYPE, 0x03200BBA),
  SPN_TAKEN(ResultCode.CONSTRAINT_VIOLATION, 0x21C7, Problem.CONSTRAINT_ATT_TYPE, 0x03200BBB),
  WRONG_OLD_PASSWORD(
      ResultCode.CONSTRAINT_VIOLATION, 0x56, Problem.CONSTRAINT_ATT_TYPE, 0x03190F81),
  PASSWORD_LOCKED_OUT(
      ResultCode.CONSTRAINT_VIOLATION, 0x775, Problem.CONSTRAINT_ATT_TYPE, 0x03190F82),
  PASSWORD_POLICY_CHANGE(
      ResultCode.CONSTRAINT_VIOLATION, 0x52D, Problem.CONSTRAINT_ATT_TYPE, 0x03190F80),
  PASSWORD_NOT_IN_QUOTES(
      ResultCode.CONSTRAINT_VIOLATION, 0x216C, Problem.CONSTRAINT_ATT_TYPE, 0x03190F83),
  INVALID_OWNER(ResultCode.CONSTRAINT_VIOLATION, 0x51B, Problem.CONSTRAINT_ATT_TYPE, 0x03151F1A),
  CONSTRAINT(ResultCode.CONSTRAINT_VIOLATION, 0x202F, Problem.CONSTRAINT_ATT_TYPE, 0x03190F84),
  CONSTRUCTED_IN_FILTER(
      ResultCode.INAPPROPRIATE_MATCHING, 0x216B, Problem.INAPPROPRIATE_MATCHING, 0x03140F01),
  UNKNOWN_SORT_ORDER(
      ResultCode.INAPPROPRIATE_MATCHING, 0x217A, Problem.INAPPROPRIATE_MATCHING, 0x03140F02),

  PASSWORD_POLICY_RESET(
      ResultCode.UNWILLING_TO_PERFORM, 0x52D, Problem.WILL_NOT_PERFORM, 0x031A12D2),
  PASSWORD_NEEDS_TLS(ResultCode.UNWILLING_TO_PERFORM, 0x1F, Problem.WILL_NOT_PERFORM, 0x031A126C),
  MEMBER_ABSENT(ResultCode.UNWILLING_TO_PERFORM, 0x561, Problem.WILL_NOT_PERFORM, 0x031A11C7),
  SAM_OWNED(ResultCode.UNWILLING_TO_PERFORM, 0x209A, Problem.WILL_NOT_PERFORM, 0x031A122B),
  NOT_ALLOWED(ResultCode.UNWILLING_TO_PERFORM, 0x2077, Problem.WILL_NOT_PERFORM, 0x03190E49),
  BAD_INSTANCE_TYPE(ResultCode.UNWILLING_TO_PERFORM, 0x2079, Problem.WILL_NOT_PERFORM, 0x03190E4A),
  SYSTEM_ONLY_CLASS(ResultCode.UNWILLING_TO_PERFORM, 0x20A6, Problem.WILL_NOT_PERFORM, 0x03190E4B),
  ABSTRACT_CLASS(ResultCode.UNWILLING_TO_PERFORM, 0x20A7, Problem.WILL_NOT_PERFORM, 0x03190E4C),
  NOT_THIS_OWNER(ResultCode.UNWILLING_TO_PERFORM, 0x20AE, Problem.WILL_NOT_PERFORM, 0x03190E4D),
  DELETE_PROTECTED(ResultCode.UNWILLING_TO_PERFORM, 0x20CE, Problem.WILL_NOT_PERFORM, 0x030A0AF3),
  TREE_DELETE_ABOVE_NC(
      ResultCode.UNWILLING_TO_PERFORM, 0x2135, Problem.WILL_NOT_PERFORM, 0x030A0AF4),
  TREE_DELETE_CRITICAL(
      ResultCode.UNWILLING_TO_PERFORM, 0x2170, Problem.WILL_NOT_PERFORM, 0x030A0AF5),
  DELETE_DSA(ResultCode.UNWILLING_TO_PERFORM, 0x2094, Problem.WILL_NOT_PERFORM, 0x030A0AF6),
  RENAME_PROTECTED(ResultCode.UNWILLING_TO_PERFORM, 0x2185, Problem.WILL_NOT_PERFORM, 0x031B0AC6),
  SCHEMA_MOVE(ResultCode.UNWILLING_TO_PERFORM, 0x2184, Problem.WILL_NOT_PERFORM, 0x031B0AC7),
  BASE_SCHEMA_RENAME(ResultCode.UNWILLING_TO_PERFORM, 0x213B, Problem.WILL_NOT_PERFORM, 0x031B0AC8),
  RENAME_NC_HEAD(ResultCode.UNWILLING_TO_PERFORM, 0x2183, Problem.WILL_NOT_PERFORM, 0x031B0AC9),
  KEEP_OLD_RDN(ResultCode.UNWILLING_TO_PERFORM, 0x57, Problem.WILL_NOT_PERFORM, 0x031B0ACA),
  GUID_ON_ADD(ResultCode.UNWILLING_TO_PERFORM, 0x20E7, Problem.WILL_NOT_PERFORM, 0x03190E4E),
  BAD_GROUP_TYPE(ResultCode.UNWILLING_TO_PERFORM, 0x2141, Problem.WILL_NOT_PERFORM, 0x031A1201),
  LOCAL_IN_GLOBAL(ResultCode.UNWILLING_TO_PERFORM, 0x2144, Problem.WILL_NOT_PERFORM, 0x031A1202),
  UNIVERSAL_IN_GLOBAL(
      ResultCode.UNWILLING_TO_PERFORM, 0x2145, Problem.WILL_NOT_PERFORM, 0x031A1203),
  LOCAL_IN_UNIVERSAL(ResultCode.UNWILLING_TO_PERFORM, 0x2146, Problem.WILL_NOT_PERFORM, 0x031A1204),
  PRIMARY_GROUP(ResultCode.UNWILLING_TO_PERFORM, 0x213A, Problem.WILL_NOT_PERFORM, 0x031A1205),
  FEATURE_NOT_SUPPORTED(
      ResultCode.UNWILLING_TO_PERFORM, 0x2040, Problem.WILL_NOT_PERFORM, 0x03190E50),
  UNWILLING(ResultCode.UNWILLING_TO_PERFORM, 0x2035, Problem.WILL_NOT_PERFORM, 0x03190E51),
  CROSS_DOMAIN_MOVE(ResultCode.UNWILLING_TO_PERFORM, 0x212C, Problem.WILL_NOT_PERFORM, 0x031B0ACD),
  NOT_ATTRIBUTE_SCOPED(
      ResultCode.UNWILLING_TO_PERFORM, 0x21B0, Problem.WILL_NOT_PERFORM, 0x03140F05),
  SORT_CONTROL_MISSING(
      ResultCode.SORT_CONTROL_MISSING, 0x2045, Problem.WILL_NOT_PERFORM, 0x03140F03),
  OFFSET_RANGE(ResultCode.OFFSET_RANGE_ERROR, 0x2046, Problem.WILL_NOT_PERFORM, 0x03140F04),
  ENTRY_COUNT(ResultCode.CONSTRAINT_VIOLATION, 0x202F, Problem.DIR_ERROR, 0x03140F06),
  SORT_KEYS(ResultCode.UNWILLING_TO_PERFORM, 0x2077, Problem.WILL_NOT_PERFORM, 0x03190E52),
  NOTIFY_FILTER(ResultCode.UNWILLING_TO_PERFORM, 0x20B9, Problem.WILL_NOT_PERFORM, 0x03190E53),
  BAD_POLICY_VALUE(ResultCode.UNWILLING_TO_PERFORM, 0x20E7, Problem.WILL_NOT_PERFORM, 0x03190E54),
  FEATURE_ENABLED(
      ResultCode.ATTRIBUTE_OR_VALUE_EXISTS, 0x2083, Problem.ATT_OR_VALUE_EXISTS, 0x0315178A),
  UNKNOWN_FEATURE(ResultCode.OPERATIONS_ERROR, 0x57, Problem.DIR_ERROR, 0x03190E55),
  BASE_SCOPE_ONLY(ResultCode.OPERATIONS_ERROR, 0x2120, Problem.DIR_ERROR, 0x03140594),
  RANGE_BEYOND_END(ResultCode.OPERATIONS_ERROR, 0x2077, Problem.DIR_ERROR, 0x03140595),
  NO_PARENT(ResultCode.OTHER, 0x2089, Problem.DIR_ERROR, 0x031B0ACB),
  SYSTEM_CONTAINER(ResultCode.OTHER, 0x21A7, Problem.DIR_ERROR, 0x031B0ACC),
  INVALID_PARAMETER(ResultCode.OTHER, 0x57, Problem.DIR_ERROR, 0x031A1206),
  SPECIAL_ACCOUNT(ResultCode.OTHER, 0x55B, Problem.DIR_ERROR, 0x031A1207),
  BAD_SAM_NAME(ResultCode.OTHER, 0x523, Problem.INVALID_ARGUMENT, 0x031A1262),
  TREE_DELETE_NOT_FINISHED(
      ResultCode.ADMIN_LIMIT_EXCEEDED, 0x20CD, Problem.ADMIN_LIMIT_EXCEEDED, 0x030A0AF7),
  ADMIN_LIMIT(ResultCode.ADMIN_LIMIT_EXCEEDED, 0x2024, Problem.ADMIN_LIMIT_EXCEEDED, 0x03140596),
  SIZE_LIMIT(ResultCode.SIZE_LIMIT_EXCEEDED, 0x2023, Problem.ADMIN_LIMIT_EXCEEDED, 0x03140599),
  TIME_LIMIT(ResultCode.TIME_LIMIT_EXCEEDED, 0x2022, Problem.TIME_EXCEEDED, 0x03140597),

  ACCESS_DENIED(
      ResultCode.INSUFFICIENT_ACCESS_RIGHTS, 0x5, Problem.INSUFF_ACCESS_RIGHTS, 0x03152E13),
  WRITE_DENIED(
      ResultCode.INSUFFICIENT_ACCESS_RIGHTS, 0x2098, Problem.INSUFF_ACCESS_RIGHTS, 0x03150F94),
  REPLICATION_DENIED(
      ResultCode.INSUFFICIENT_ACCESS_RIGHTS, 0x2105, Problem.INSUFF_ACCESS_RIGHTS, 0x03140598),
  PRIVILEGE_MISSING(
      ResultCode.INSUFFICIENT_ACCESS_RIGHTS, 0x522, Problem.INSUFF_ACCESS_RIGHTS, 0x03152E15),
  CREATE_TRUST_DENIED(
      ResultCode.INSUFFICIENT_ACCESS_RIGHTS, 0x5, Problem.INSUFF_ACCESS_RIGHTS, 0x03152E14),

  UNKNOWN_ATTRIBUTE(
      ResultCode.NO_SUCH_ATTRIBUTE, 0x57, "Error in attribute conversion operation", 0x0C090D8A),
  UNKNOWN_CLASS(
      ResultCode.NO_SUCH_ATTRIBUTE, 0x57, "Error in attribute conversion operation", 0x0C090D8B),
  BAD_CONTROL(
      ResultCode.UNAVAILABLE_CRITICAL_EXTENSION, 0x57, "Error processing control", 0x0C09079A),
  UNKNOWN_CONTROL(
      ResultCode.UNAVAILABLE_CRITICAL_EXTENSION, 0x57, "Error processing control", 0x0C090799),
  TOO_MANY_TO_SORT(
      ResultCode.UNAVAILABLE_CRITICAL_EXTENSION, 0x2040, Problem.UNAVAIL_EXTENSION, 0x031401E7),
  BAD_COOKIE(ResultCode.PROTOCOL_ERROR, 0x203D, "Error processing control", 0x0C09079B),
  CONTROL_CLASH(ResultCode.PROTOCOL_ERROR, 0x57, "Error processing control", 0x0C09079C),
  BAD_FILTER(ResultCode.PROTOCOL_ERROR, 0x57, "Error processing filter", 0x0C090A4D),
  BAD_REQUEST(ResultCode.PROTOCOL_ERROR, 0x57, "Error decoding ldap message", 0x0C0C0095),
  UNKNOWN_EXTENDED_REQUEST(
      ResultCode.PROTOCOL_ERROR, 0x57, "Unknown extended request OID", 0x0C090E17),
  BAD_EXTENDED_REQUEST(
      ResultCode.PROTOCOL_ERROR, 0x57, "Error decoding extended request", 0x0C090E18),
  NOT_BOUND(
      ResultCode.OPERATIONS_ERROR,
      0x4DC,
      "In order to perform this operation a successful bind must be completed on the connection.",
      0x0C0906E8),
  NEEDS_CONFIDENTIALITY(
      ResultCode.CONFIDENTIALITY_REQUIRED,
      0x202D,
      "The request can only be made on an encrypted connection",
      0x0C090E19),
  TLS_ALREADY(ResultCode.OPERATIONS_ERROR, 0x57, "TLS or SSL already in effect", 0x0C090E16),
  GLOBAL_CATALOG(
      ResultCode.UNWILLING_TO_PERFORM, 0x2035, "Operation not allowed through GC port", 0x0C090AE7),
  FAST_BIND_TOO_LATE(
      ResultCode.UNWILLING_TO_PERFORM,
      0x2035,
      "Fast bind mode is not possible once somebody has signed in",
      0x0C090568),
  LAYER_OVER_TLS(
      ResultCode.UNWILLING_TO_PERFORM,
      0x57,
      "Signing and sealing is not possible on a connection with TLS",
      0x0C090566),
  UNKNOWN_SASL(
      ResultCode.AUTH_METHOD_NOT_SUPPORTED,
      0x2027,
      "The authentication method is not supported",
      0x0C090563),
  BAD_BIND(ResultCode.INVALID_CREDENTIALS, 0x57, "Error decoding bind credentials", 0x0C090564),
  BUSY(ResultCode.UNAVAILABLE, 0x200F, "The server is shutting down", 0x0C090565);

  /** The build number that ends an LdapErr text: that of Windows Server 2016. */
  public static final String VERSION = "v3839";

  private final ResultCode resultCode;
  private final int win32;
  private final Problem problem;
  private final String comment;
  private final int dsid;

  AdError(ResultCode resultCode, int win32, Problem problem, int dsid) {
    this(resultCode, win32, problem, "", dsid);
  }

  AdError(ResultCode resultCode, int win32, String comment, int dsid) {
    this(resultCode, win32, Problem.PROTOCOL, comment, dsid);
  }

  AdError(ResultCode resultCode, int win32, Problem problem, String comment, int dsid) {
    this.resultCode = resultCode;
    this.win32 = win32;
    this.problem = problem;
    this.comment = comment;
    this.dsid = dsid;
  }

  /** The Windows error code. */
  public int win32() {
    return win32;
  }

  /** The LDAP result code. */
  public ResultCode resultCode() {
    return resultCode;
  }

  /** This error, about nothing in particular. */
  public DirectoryException exception() {
    return build(
        switch (problem.family) {
          case LDAP -> ", comment: " + comment + ", data 0, " + VERSION;
          case NAME ->
              problem()
                  + (problem == Problem.BAD_NAME ? ", data 8350" : ", data 0")
                  + ", best match of:\n\t''\n";
          case ATTRIBUTE -> attribute(0, "", -1);
          default -> problem() + ", data 0\n";
        },
        "");
  }

  /** This error, for a name whose nearest existing ancestor is {@code bestMatch}. */
  public DirectoryException bestMatch(String bestMatch) {
    return build(problem() + ", data 0, best match of:\n\t'" + bestMatch + "'\n", bestMatch);
  }

  /** {@link #BAD_DN} and its kin, with the name that cannot be read. */
  public DirectoryException name(String name) {
    String shown = name.length() > 256 ? name.substring(0, 256) : name;
    return build(problem() + ", data 8350, best match of:\n\t'" + shown + "'\n", "");
  }

  /** This error, about an attribute. */
  public DirectoryException about(int attid, String attribute) {
    return about(attid, attribute, -1);
  }

  /** This error, about an attribute's value of {@code length} octets. */
  public DirectoryException about(int attid, String attribute, int length) {
    return problem.family == Family.ATTRIBUTE
        ? build(attribute(attid, attribute, length), "")
        : exception();
  }

  /** The failure of a simple bind, with the subcode that says why (MS-ADTS 5.1.1.1.1). */
  public static DirectoryException bindFailure(BindSubcode subcode) {
    return new DirectoryException(
        ResultCode.INVALID_CREDENTIALS,
        0x80090308,
        "80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data "
            + Integer.toHexString(subcode.code())
            + ", "
            + VERSION,
        "",
        List.of());
  }

  /** The failure of a SASL bind, with the subcode that says why. */
  public static DirectoryException saslFailure(BindSubcode subcode) {
    return new DirectoryException(
        ResultCode.INVALID_CREDENTIALS,
        0x8009030C,
        "8009030C: LdapErr: DSID-0C0904DC, comment: AcceptSecurityContext error, data "
            + Integer.toHexString(subcode.code())
            + ", "
            + VERSION,
        "",
        List.of());
  }

  /** A referral to the host that holds {@code dn} (MS-ADTS 3.1.1.4.6). */
  public static DirectoryException referral(String host, String url) {
    return new DirectoryException(
        ResultCode.REFERRAL,
        0x202B,
        "0000202B: RefErr: DSID-03100835, data 0, 1 access points\n\tref 1: '" + host + "'\n",
        "",
        List.of(url));
  }

  private String problem() {
    return ", problem " + problem.number + " (" + problem.label() + ")";
  }

  private String attribute(int attid, String name, int length) {
    String code = hex(win32);
    StringBuilder text =
        new StringBuilder(", #1:\n\t0: ").append(code).append(": DSID-").append(hex(dsid));
    text.append(problem()).append(", data 0, Att ").append(Integer.toHexString(attid));
    text.append(" (").append(name).append(')');
    if (length >= 0) {
      text.append(":len ").append(length);
    }
    return text.append('\n').toString();
  }

  private DirectoryException build(String tail, String matchedDn) {
    String head = hex(win32) + ": " + problem.family.label + ": DSID-" + hex(dsid);
    return new DirectoryException(resultCode, win32, head + tail, matchedDn, List.of());
  }

  private static String hex(int number) {
    return String.format(Locale.ROOT, "%08X", number);
  }

  /** The groups of problems, by the word that names them in the text. */
  private enum Family {
    ATTRIBUTE("AtrErr"),
    NAME("NameErr"),
    SECURITY("SecErr"),
    SERVICE("SvcErr"),
    UPDATE("UpdErr"),
    SYSTEM("SysErr"),
    LDAP("LdapErr");

    private final String label;

    Family(String label) {
      this.label = label;
    }
  }

  /** The numbered problems of MS-ADTS 3.1.1.3.1.9. */
  private enum Problem {
    NO_ATTRIBUTE_OR_VAL(1001, Family.ATTRIBUTE),
    INVALID_ATT_SYNTAX(1002, Family.ATTRIBUTE),
    INAPPROPRIATE_MATCHING(1004, Family.ATTRIBUTE),
    CONSTRAINT_ATT_TYPE(1005, Family.ATTRIBUTE),
    ATT_OR_VALUE_EXISTS(1006, Family.ATTRIBUTE),
    NO_OBJECT(2001, Family.NAME),
    NAMING_VIOLATION(2005, Family.NAME),
    BAD_NAME(2006, Family.NAME),
    INSUFF_ACCESS_RIGHTS(4003, Family.SECURITY),
    WILL_NOT_PERFORM(5003, Family.SERVICE),
    TIME_EXCEEDED(5007, Family.SERVICE),
    ADMIN_LIMIT_EXCEEDED(5008, Family.SERVICE),
    UNAVAIL_EXTENSION(5010, Family.SERVICE),
    DIR_ERROR(5012, Family.SERVICE),
    OBJ_CLASS_VIOLATION(6002, Family.UPDATE),
    CANT_ON_NON_LEAF(6003, Family.UPDATE),
    CANT_ON_RDN(6004, Family.UPDATE),
    ENTRY_EXISTS(6005, Family.UPDATE),
    INVALID_ARGUMENT(22, Family.SYSTEM),
    PROTOCOL(0, Family.LDAP);

    private final int number;
    private final Family family;

    Problem(int number, Family family) {
      this.number = number;
      this.family = family;
    }

    private String label() {
      return this == INVALID_ARGUMENT ? "Invalid argument" : name();
    }
  }
}
