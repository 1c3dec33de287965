package dev.tombolo.directory.schema;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * An attribute of a {@link Schema}: its definition, its number there and what follows from both.
 */
public final class AttributeType {
  /** Bits of searchFlags (MS-ADTS 2.2.9). */
  private static final int INDEXED = 0x1;

  private static final int ANR = 0x4;
  private static final int PRESERVE_ON_DELETE = 0x8;
  private static final int CONFIDENTIAL = 0x80;
  private static final int RODC_FILTERED = 0x200;

  /** Bits of systemFlags (MS-ADTS 2.2.10). */
  private static final int NOT_REPLICATED = 0x1;

  private static final int CONSTRUCTED = 0x4;
  private static final int OPERATIONAL = 0x8;

  /** Never readable, whoever asks (MS-ADTS 3.1.1.4.4). */
  private static final Set<String> SECRETS =
      Set.of(
          "unicodePwd",
          "dBCSPwd",
          "ntPwdHistory",
          "lmPwdHistory",
          "supplementalCredentials",
          "currentValue",
          "priorValue",
          "pekList",
          "initialAuthIncoming",
          "initialAuthOutgoing",
          "trustAuthIncoming",
          "trustAuthOutgoing",
          "msDS-ExecuteScriptPassword");

  /**
   * Indexed here whatever their searchFlags say, because the server itself looks objects up by
   * them.
   */
  private static final Set<String> ALWAYS_INDEXED = Set.of("isDeleted");

  private final int index;
  private final int attid;
  private final AttributeDefinition definition;
  private final Syntax syntax;
  private final byte[] nameElement;
  private final String rdnName;
  private final boolean secret;
  private final boolean indexed;
  private final boolean ordinary;

  AttributeType(int index, int attid, AttributeDefinition definition) {
    this.index = index;
    this.attid = attid;
    this.definition = definition;
    this.syntax =
        Syntax.of(definition.attributeSyntax(), definition.omObjectClass())
            .orElseThrow(
                () -> new IllegalArgumentException("unknown syntax of " + definition.name()));
    byte[] name = definition.name().getBytes(StandardCharsets.UTF_8);
    this.nameElement = new byte[name.length + 2];
    nameElement[0] = 0x04;
    nameElement[1] = (byte) name.length;
    System.arraycopy(name, 0, nameElement, 2, name.length);
    this.rdnName =
        definition.name().length() <= 3
            ? definition.name().toUpperCase(Locale.ROOT)
            : definition.name();
    this.secret = SECRETS.contains(definition.name());
    this.ordinary =
        !isConstructed() && !isOperational() && !definition.name().equals("nTSecurityDescriptor");
    boolean searchable =
        !secret && !isLink() && !isConstructed() && syntax != Syntax.SECURITY_DESCRIPTOR;
    this.indexed =
        searchable
            && ((definition.searchFlags() & INDEXED) != 0
                || ALWAYS_INDEXED.contains(definition.name()));
  }

  /** Its number in the schema, dense from 0; entries hold it. */
  public int index() {
    return index;
  }

  /** Its ATTRTYP, the compressed OID of replication and diagnostics (MS-DRSR 5.14). */
  public int attid() {
    return attid;
  }

  /** What the schema says of it. */
  public AttributeDefinition definition() {
    return definition;
  }

  /** Its lDAPDisplayName. */
  public String name() {
    return definition.name();
  }

  /** Its name as distinguished names show it: CN, OU and DC in capitals. */
  public String rdnName() {
    return rdnName;
  }

  /** Its value syntax. */
  public Syntax syntax() {
    return syntax;
  }

  /** Its name as a BER octet string. */
  public byte[] nameElement() {
    return nameElement;
  }

  /** Whether it has at most one value. */
  public boolean isSingleValued() {
    return definition.singleValued();
  }

  /** Whether it is either side of a link pair. */
  public boolean isLink() {
    return definition.linkId().isPresent();
  }

  /** Whether its values are kept in the link table. */
  public boolean isForwardLink() {
    return isLink() && definition.linkId().getAsInt() % 2 == 0;
  }

  /** Whether its values are found by looking who links here. */
  public boolean isBackLink() {
    return isLink() && definition.linkId().getAsInt() % 2 == 1;
  }

  /** The number that both sides of a link pair share: the forward link's id, halved. */
  public int linkPair() {
    return definition.linkId().orElseThrow() / 2;
  }

  /** Whether it is computed at reading (MS-ADTS 3.1.1.4.5). */
  public boolean isConstructed() {
    return (definition.systemFlags() & CONSTRUCTED) != 0;
  }

  /** Whether it is returned only when asked for by name. */
  public boolean isOperational() {
    return (definition.systemFlags() & OPERATIONAL) != 0;
  }

  /** Whether it is among all attributes, which a search gives that names none. */
  public boolean isOrdinary() {
    return ordinary;
  }

  /** Whether changes of it reach other servers, and so DirSync. */
  public boolean isReplicated() {
    return (definition.systemFlags() & (NOT_REPLICATED | CONSTRUCTED)) == 0 && !isBackLink();
  }

  /** Whether the store keeps an index of it. */
  public boolean isIndexed() {
    return indexed;
  }

  /** Whether it is never readable. */
  public boolean isSecret() {
    return secret;
  }

  /** Whether reading it needs a control access right besides. */
  public boolean isConfidential() {
    return (definition.searchFlags() & CONFIDENTIAL) != 0;
  }

  /** Whether DirSync gives it only to those with further rights. */
  public boolean isRodcFiltered() {
    return (definition.searchFlags() & RODC_FILTERED) != 0;
  }

  /** Whether ambiguous name resolution looks at it. */
  public boolean isAnr() {
    return (definition.searchFlags() & ANR) != 0;
  }

  /** Whether its searchFlags keep it when an object becomes a tombstone. */
  public boolean isPreservedOnDelete() {
    return (definition.searchFlags() & PRESERVE_ON_DELETE) != 0;
  }

  /** Whether only the system may write it. */
  public boolean isSystemOnly() {
    return definition.systemOnly();
  }

  @Override
  public String toString() {
    return name();
  }
}
