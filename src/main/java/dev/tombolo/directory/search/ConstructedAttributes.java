package dev.tombolo.directory.search;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.FileTime;
import dev.tombolo.ad.GeneralizedTime;
import dev.tombolo.ad.SecurityDescriptor;
import dev.tombolo.ad.Sid;
import dev.tombolo.ad.UserAccountControl;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.security.AccessControl;
import dev.tombolo.directory.security.Caller;
import dev.tombolo.directory.security.PasswordPolicy;
import dev.tombolo.directory.security.Passwords;
import dev.tombolo.directory.security.TokenGroups;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.Stamp;
import dev.tombolo.directory.store.View;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The attributes that are computed when they are read (MS-ADTS 3.1.1.4.5). */
public final class ConstructedAttributes {
  private final View view;
  private final Schema schema;
  private final WellKnown w;
  private final Forest forest;
  private final Instant now;
  private final Caller caller;
  private final AccessControl access;
  private final boolean baseScope;
  private final DnWriter names;
  private final Supplier<Map<AttributeType, Computation>> computations;

  /** How one attribute is computed. */
  @FunctionalInterface
  private interface Computation {
    List<byte[]> of(int id, Entry entry) throws DirectoryException;
  }

  /**
   * The computations for one search.
   *
   * @param baseScope whether the search is of one object, which the costly ones ask for
   */
  public ConstructedAttributes(
      View view,
      Forest forest,
      Caller caller,
      AccessControl access,
      Instant now,
      boolean baseScope,
      DnWriter names) {
    this.view = view;
    this.schema = view.schema();
    this.w = schema.wellKnown();
    this.forest = forest;
    this.caller = caller;
    this.access = access;
    this.now = now;
    this.baseScope = baseScope;
    this.names = names;
    this.computations = new Lazy<>(this::makeComputations);
  }

  private Map<AttributeType, Computation> makeComputations() {
    Table table = new Table(schema, new HashMap<>());
    table.put("canonicalName", (id, entry) -> text(Names.canonicalName(view, forest, id)));
    table.put("createTimeStamp", (id, entry) -> entry.all(w.whenCreated));
    table.put("modifyTimeStamp", (id, entry) -> entry.all(w.whenChanged));
    table.put("subSchemaSubEntry", (id, entry) -> text("CN=Aggregate," + forest.schemaDn()));
    table.put("primaryGroupToken", (id, entry) -> primaryGroupToken(entry));
    table.put("parentGUID", (id, entry) -> parentGuid(entry));
    table.put("msDS-PrincipalName", (id, entry) -> principalName(entry));
    table.put(
        "msDS-Approx-Immed-Subordinates",
        (id, entry) -> number(view.names().countPrefix(Keys.namesBelow(id))));
    table.put("msDS-KeyVersionNumber", (id, entry) -> keyVersion(entry));
    table.put("msDS-User-Account-Control-Computed", this::computedControl);
    table.put("msDS-UserPasswordExpiryTimeComputed", this::passwordExpiry);
    table.put("msDS-ResultantPSO", this::resultantSettings);
    putClassComputations(table);
    ServerComputations server = new ServerComputations(view);
    table.put("msDS-isGC", (id, entry) -> text(server.isGlobalCatalog(id, entry)));
    table.put("msDS-isRODC", (id, entry) -> text(server.isReadOnly(id, entry)));
    table.put("msDS-SiteName", (id, entry) -> text(server.site(id, entry)));
    table.put("fromEntry", (id, entry) -> text("TRUE"));
    table.put(
        "msDS-parentdistname",
        (id, entry) ->
            entry.isNamingContextHead()
                ? List.of()
                : List.of(names.writeReference(entry.parent())));
    table.put("msDS-LocalEffectiveDeletionTime", (id, entry) -> stampTime(entry, w.isDeleted));
    table.put("msDS-LocalEffectiveRecycleTime", (id, entry) -> stampTime(entry, w.isRecycled));
    table.put(
        "msds-memberOfTransitive",
        (id, entry) -> onBase(() -> dns(Links.chain(view, w.member, id))));
    table.put(
        "msds-memberTransitive",
        (id, entry) -> onBase(() -> dns(Links.chain(view, w.memberOf, id))));
    putTokenGroups(table, "", TokenGroups.Kind.ALL);
    putTokenGroups(table, "GlobalAndUniversal", TokenGroups.Kind.GLOBAL_AND_UNIVERSAL);
    putTokenGroups(table, "NoGCAcceptable", TokenGroups.Kind.ALL);
    table.put(
        "msDS-ReplAttributeMetaData", (id, entry) -> ReplicationMetadata.attributes(view, entry));
    table.put("msDS-ReplValueMetaData", (id, entry) -> ReplicationMetadata.values(view, id));
    SubschemaTexts texts = new SubschemaTexts(schema);
    table.put("attributeTypes", (id, entry) -> ofSubschema(entry, texts::attributeTypes));
    table.put("objectClasses", (id, entry) -> ofSubschema(entry, texts::objectClasses));
    table.put("dITContentRules", (id, entry) -> ofSubschema(entry, texts::contentRules));
    table.put("extendedAttributeInfo", (id, entry) -> ofSubschema(entry, texts::attributeInfo));
    table.put("extendedClassInfo", (id, entry) -> ofSubschema(entry, texts::classInfo));
    table.put(
        w.replPropertyMetaData, (id, entry) -> List.of(ReplicationMetadata.binary(view, entry)));
    return table.byAttribute;
  }

  private void putClassComputations(Table table) {
    ClassComputations classes = new ClassComputations(schema);
    table.put("structuralObjectClass", (id, entry) -> classes.structural(entry));
    table.put("msDS-Auxiliary-Classes", (id, entry) -> classes.dynamicAuxiliary(entry));
    table.put("allowedAttributes", (id, entry) -> classes.attributes(entry, each -> true));
    table.put(
        "allowedAttributesEffective",
        (id, entry) ->
            classes.attributes(
                entry,
                each ->
                    access.mayWrite(caller, view, id, entry, each)
                        || access.mayWriteValidated(caller, view, id, entry, each)));
    table.put("allowedChildClasses", (id, entry) -> classes.children(entry, each -> true));
    table.put(
        "allowedChildClassesEffective",
        (id, entry) -> classes.children(entry, each -> access.mayCreate(caller, view, id, each)));
    table.put("possibleInferiors", (id, entry) -> classes.possibleInferiors(entry));
    table.put(
        "sDRightsEffective", (id, entry) -> number(access.writableParts(caller, view, id, entry)));
  }

  private void putTokenGroups(Table table, String which, TokenGroups.Kind kind) {
    table.put(
        "tokenGroups" + which, (id, entry) -> onBase(() -> sids(TokenGroups.sids(view, id, kind))));
    table.put(
        "msds-tokenGroupNames" + which,
        (id, entry) -> onBase(() -> dns(TokenGroups.security(view, id, kind))));
  }

  /** The computations by attribute. */
  private record Table(Schema schema, Map<AttributeType, Computation> byAttribute) {
    private void put(String name, Computation computation) {
      schema.attribute(name).ifPresent(attribute -> put(attribute, computation));
    }

    private void put(AttributeType attribute, Computation computation) {
      byAttribute.put(attribute, computation);
    }
  }

  /** What is made when it is first asked for: most searches ask for no computed attribute. */
  private static final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private @Nullable T made;

    private Lazy(Supplier<T> maker) {
      this.maker = maker;
    }

    @Override
    public T get() {
      T value = made;
      if (value == null) {
        value = maker.get();
        made = value;
      }
      return value;
    }
  }

  /**
   * Whether an attribute is computed; of those the schema calls constructed, any other has no
   * values.
   */
  boolean covers(AttributeType attribute) {
    return attribute.isConstructed() || attribute == w.replPropertyMetaData;
  }

  /**
   * The values of an attribute of an object.
   *
   * @throws DirectoryException when the search is too wide for it
   */
  List<byte[]> of(AttributeType attribute, int id, Entry entry) throws DirectoryException {
    Computation computation = computations.get().get(attribute);
    return computation == null ? List.of() : computation.of(id, entry);
  }

  private List<byte[]> ofSubschema(Entry entry, Supplier<List<byte[]>> texts) {
    ObjectClass structural = schema.objectClass(entry.structuralClass());
    return structural.name().equals("subSchema") ? texts.get() : List.of();
  }

  private List<byte[]> primaryGroupToken(Entry entry) {
    @Nullable Sid sid = Names.sid(view, entry);
    return sid != null && entry.hasClass(w.groupClass.index()) ? number(sid.rid()) : List.of();
  }

  private List<byte[]> parentGuid(Entry entry) {
    return entry.isNamingContextHead() ? List.of() : List.of(view.existing(entry.parent()).guid());
  }

  private List<byte[]> principalName(Entry entry) {
    @Nullable Sid sid = Names.sid(view, entry);
    if (sid == null) {
      return List.of();
    }
    return text(
        entry
            .text(w.sAMAccountName)
            .map(name -> forest.netBiosName() + "\\" + name)
            .orElse(sid.toString()));
  }

  private List<byte[]> keyVersion(Entry entry) {
    Stamp stamp = entry.stamp(w.unicodePwd);
    return stamp == null ? List.of() : number(stamp.version());
  }

  private boolean isUser(Entry entry) {
    return schema.objectClass(entry.structuralClass()).isOrInherits(w.userClass);
  }

  private List<byte[]> computedControl(int id, Entry entry) {
    if (!isUser(entry)) {
      return List.of();
    }
    UserAccountControl control =
        new UserAccountControl((int) entry.number(w.userAccountControl, 0));
    PasswordPolicy policy = PasswordPolicy.of(view, id);
    long ticks = FileTime.of(now);
    boolean locked =
        !control.hasAny(UserAccountControl.TRUST_MASK)
            && Passwords.isLockedOut(policy, entry.number(w.lockoutTime, 0), ticks);
    boolean expired = Passwords.isExpired(control, policy, entry.number(w.pwdLastSet, 0), ticks);
    return number(
        (locked ? UserAccountControl.LOCKOUT : 0)
            | (expired ? UserAccountControl.PASSWORD_EXPIRED : 0));
  }

  private List<byte[]> passwordExpiry(int id, Entry entry) {
    if (!isUser(entry)) {
      return List.of();
    }
    UserAccountControl control =
        new UserAccountControl((int) entry.number(w.userAccountControl, 0));
    long lastSet = entry.number(w.pwdLastSet, 0);
    boolean never =
        control.hasAny(
            UserAccountControl.SMARTCARD_REQUIRED
                | UserAccountControl.DONT_EXPIRE_PASSWORD
                | UserAccountControl.TRUST_MASK);
    PasswordPolicy policy = PasswordPolicy.of(view, id);
    if (never) {
      return number(FileTime.NEVER);
    }
    if (lastSet == 0) {
      return number(0);
    }
    return number(policy.expires() ? lastSet - policy.maxAge() : FileTime.NEVER);
  }

  private List<byte[]> resultantSettings(int id, Entry entry) {
    int settings = isUser(entry) ? PasswordPolicy.resultantSettings(view, id) : -1;
    return settings < 0 ? List.of() : List.of(names.writeReference(settings));
  }

  private static List<byte[]> stampTime(Entry entry, AttributeType attribute) {
    Stamp stamp = entry.stamp(attribute);
    return stamp == null || !entry.has(attribute)
        ? List.of()
        : text(GeneralizedTime.format(Instant.ofEpochSecond(stamp.time())));
  }

  /** A computation that only a search of one object may ask for. */
  @FunctionalInterface
  private interface BaseOnly {
    List<byte[]> compute();
  }

  private List<byte[]> onBase(BaseOnly computation) throws DirectoryException {
    if (!baseScope) {
      throw AdError.BASE_SCOPE_ONLY.exception();
    }
    return computation.compute();
  }

  private List<byte[]> dns(Collection<Integer> ids) {
    return ids.stream().map(names::writeReference).toList();
  }

  private static List<byte[]> sids(Collection<Sid> sids) {
    return sids.stream().map(Sid::bytes).toList();
  }

  /**
   * The parts of an object's security descriptor that flags name, all of them for 0; nothing when
   * the reader may not read every one of these.
   */
  List<byte[]> descriptor(int id, Entry entry, int flags) {
    int parts = flags & SecurityDescriptor.ALL_PARTS;
    int wanted = parts == 0 ? SecurityDescriptor.ALL_PARTS : parts;
    return (wanted & ~access.readableParts(caller, view, id, entry)) == 0
        ? List.of(access.descriptor(view, id, entry).parts(wanted).encode())
        : List.of();
  }

  private static List<byte[]> number(long number) {
    return text(Long.toString(number));
  }

  private static List<byte[]> text(Optional<String> text) {
    return text.map(ConstructedAttributes::text).orElse(List.of());
  }

  private static List<byte[]> text(String text) {
    return List.of(octets(text));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
