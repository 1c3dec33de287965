package dev.tombolo.ad;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The text form of security descriptors (MS-DTYP 2.5.1): {@code
 * O:DAG:DAD:AI(OA;CI;CR;00299570-…;bf967aba-…;BA)}.
 */
public final class Sddl {
  /** Rights in the order in which they are written. */
  static final Map<String, Integer> RIGHTS = rights();

  /** Inheritance flags in the order in which they are written. */
  static final Map<String, Integer> FLAGS = flags();

  private final @Nullable Sid domain;
  private final Function<String, Optional<Sid>> accounts;

  private Sddl(@Nullable Sid domain, Function<String, Optional<Sid>> accounts) {
    this.domain = domain;
    this.accounts = accounts;
  }

  /** Texts in which the groups of a domain have their two letters, such as {@code DA}. */
  public static Sddl inDomain(Sid domain) {
    return new Sddl(domain, name -> Optional.empty());
  }

  /** Texts in which no abbreviation stands for a group of a domain. */
  public static Sddl withoutDomain() {
    return new Sddl(null, name -> Optional.empty());
  }

  /**
   * The same, where a trustee that is neither a SID nor an abbreviation is looked up; such texts
   * are this product's own.
   */
  public Sddl withAccounts(Function<String, Optional<Sid>> lookup) {
    return new Sddl(domain, lookup);
  }

  /**
   * Reads a text.
   *
   * @throws DescriptorException when it is none, with the part that cannot be read
   */
  public SecurityDescriptor parse(String text) throws DescriptorException {
    return new SddlReader(text, this::sid).read();
  }

  /** Writes a descriptor. */
  public String format(SecurityDescriptor descriptor) {
    return new SddlWriter(this::name).write(descriptor);
  }

  private Sid sid(String text) throws DescriptorException {
    return SidAbbreviation.sid(text, domain)
        .or(() -> Sid.parse(text))
        .or(() -> accounts.apply(text))
        .orElseThrow(() -> new DescriptorException("\"" + text + "\" stands for no trustee"));
  }

  private String name(Sid sid) {
    return SidAbbreviation.letters(sid, domain).orElseGet(sid::toString);
  }

  private static Map<String, Integer> rights() {
    Map<String, Integer> all = new LinkedHashMap<>();
    all.put("CC", AccessMask.CREATE_CHILD);
    all.put("DC", AccessMask.DELETE_CHILD);
    all.put("LC", AccessMask.LIST_CONTENTS);
    all.put("SW", AccessMask.VALIDATED_WRITE);
    all.put("RP", AccessMask.READ_PROPERTY);
    all.put("WP", AccessMask.WRITE_PROPERTY);
    all.put("DT", AccessMask.DELETE_TREE);
    all.put("LO", AccessMask.LIST_OBJECT);
    all.put("CR", AccessMask.CONTROL_ACCESS);
    all.put("SD", AccessMask.DELETE);
    all.put("RC", AccessMask.READ_CONTROL);
    all.put("WD", AccessMask.WRITE_DAC);
    all.put("WO", AccessMask.WRITE_OWNER);
    all.put("GA", 0x10000000);
    all.put("GX", 0x20000000);
    all.put("GW", 0x40000000);
    all.put("GR", 0x80000000);
    return all;
  }

  private static Map<String, Integer> flags() {
    Map<String, Integer> all = new LinkedHashMap<>();
    all.put("OI", Ace.OBJECT_INHERIT);
    all.put("CI", Ace.CONTAINER_INHERIT);
    all.put("NP", Ace.NO_PROPAGATE);
    all.put("IO", Ace.INHERIT_ONLY);
    all.put("ID", Ace.INHERITED);
    all.put("SA", Ace.AUDIT_SUCCESS);
    all.put("FA", Ace.AUDIT_FAILURE);
    return all;
  }
}
