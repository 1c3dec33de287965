package dev.tombolo.directory.ldif;

import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.DistinguishedName;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.operation.ClassResolver;
import dev.tombolo.directory.sam.SamRules;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a record was refused, for its author: the domain controller's answer seldom says which class
 * or attribute it is about.
 */
final class Refusal {
  private final Transaction view;
  private final Forest forest;
  private final LdifRecord record;

  Refusal(Transaction view, Forest forest, LdifRecord record) {
    this.view = view;
    this.forest = forest;
    this.record = record;
  }

  /** An answer in one line. */
  static String answer(DirectoryException e) {
    return e.resultCode().getName() + ": " + e.diagnostic().replaceAll("\\s+", " ").strip();
  }

  /** The reason in one line: in words where there are better ones, then the answer. */
  String reason(DirectoryException e) {
    if (e.resultCode().equals(ResultCode.REFERRAL)) {
      return elsewhere();
    }
    return inWords(e).map(words -> words + " (" + answer(e) + ")").orElseGet(() -> answer(e));
  }

  private Optional<String> inWords(DirectoryException e) {
    try {
      if (is(e, AdError.UNKNOWN_ATTRIBUTE)) {
        return unknownName();
      }
      if (is(e, AdError.ENTRY_EXISTS)) {
        return Optional.of("there is an object of this name already");
      }
      if (is(e, AdError.NOT_ONE_STRUCTURAL_CLASS)) {
        return Optional.of(
            "its classes "
                + String.join(", ", record.classNames())
                + " do not make one structural class");
      }
      List<ObjectClass> classes = classes();
      return classes.isEmpty() ? Optional.empty() : inWords(e, classes);
    } catch (DirectoryException inTurn) {
      return Optional.empty(); // the record is wrong in more than one way; the answer stands alone
    }
  }

  private Optional<String> inWords(DirectoryException e, List<ObjectClass> classes)
      throws DirectoryException {
    ObjectClass structural = classes.get(classes.size() - 1);
    DistinguishedName dn = DistinguishedName.parse(record.dn());
    if (is(e, AdError.WRONG_RDN_TYPE)) {
      return Optional.of(
          "the class "
              + structural.name()
              + " is named by "
              + structural.rdnAttribute().rdnName()
              + ", not by "
              + dn.rdn().type());
    }
    if (is(e, AdError.ILLEGAL_SUPERIOR)) {
      int parent = Names.find(view, dn.parent().toString());
      return parent < 0
          ? Optional.empty()
          : Optional.of(
              "the class "
                  + structural.name()
                  + " cannot be below the class "
                  + view.schema().objectClass(view.existing(parent).structuralClass()).name());
    }
    if (is(e, AdError.ATTRIBUTE_NOT_ALLOWED)) {
      return notAllowed(classes);
    }
    if (is(e, AdError.SAM_OWNED)) {
      return ownedByAccounts(structural);
    }
    return is(e, AdError.MISSING_ATTRIBUTE) ? missing(classes) : Optional.empty();
  }

  private static boolean is(DirectoryException e, AdError error) {
    return e.resultCode().equals(error.resultCode()) && e.win32() == error.win32();
  }

  private int existing() throws DirectoryException {
    return Names.find(view, record.dn());
  }

  /** The object's classes if it is there, otherwise those it should have. */
  private List<ObjectClass> classes() throws DirectoryException {
    int existing = existing();
    if (existing >= 0) {
      return new EntryBuilder(view.existing(existing)).classes(view.schema());
    }
    List<byte[]> names = new ArrayList<>();
    record.classNames().forEach(name -> names.add(name.getBytes(StandardCharsets.UTF_8)));
    return names.isEmpty() ? List.of() : ClassResolver.resolve(view.schema(), names);
  }

  private Stream<AttributeType> attributes() {
    return record.attributeNames().stream().flatMap(name -> view.schema().attribute(name).stream());
  }

  private Optional<String> unknownName() throws DirectoryException {
    if (existing() < 0) {
      for (String name : record.classNames()) {
        if (view.schema().objectClass(name).isEmpty()) {
          return Optional.of("the schema has no class " + name);
        }
      }
    }
    return record.attributeNames().stream()
        .filter(name -> !name.equalsIgnoreCase("clearTextPassword"))
        .filter(name -> view.schema().attribute(name).isEmpty())
        .findFirst()
        .map(name -> "the schema has no attribute " + name);
  }

  private Optional<String> notAllowed(List<ObjectClass> classes) {
    return attributes()
        .filter(type -> !type.isBackLink() && !type.isConstructed())
        .filter(type -> classes.stream().noneMatch(each -> each.allows(type)))
        .findFirst()
        .map(type -> "the class " + name(classes) + " does not allow " + type.name());
  }

  private Optional<String> ownedByAccounts(ObjectClass structural) {
    SamRules sam = new SamRules(view);
    return attributes()
        .filter(type -> isOwned(sam, structural, type))
        .findFirst()
        .map(type -> type.name() + " is the directory's to write; only a whole export brings it");
  }

  private static boolean isOwned(SamRules sam, ObjectClass structural, AttributeType type) {
    try {
      sam.checkClientMayWrite(structural, type);
      return false;
    } catch (DirectoryException e) {
      return true;
    }
  }

  private Optional<String> missing(List<ObjectClass> classes) {
    BitSet must = new BitSet();
    classes.forEach(each -> must.or(each.must()));
    attributes().forEach(type -> must.clear(type.index()));
    must.clear(classes.get(classes.size() - 1).rdnAttribute().index()); // the name gives it
    WellKnown w = view.schema().wellKnown();
    String names =
        must.stream()
            .mapToObj(view.schema()::attribute)
            .filter(type -> !type.isSystemOnly() && !type.isConstructed())
            .filter(type -> type != w.objectCategory && type != w.nTSecurityDescriptor)
            .map(AttributeType::name)
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("the class " + name(classes) + " demands " + names);
  }

  private static String name(List<ObjectClass> classes) {
    return classes.get(classes.size() - 1).name();
  }

  /** The name is in another domain than this directory's, or in none. */
  private String elsewhere() {
    String domain;
    try {
      domain =
          DistinguishedName.parse(record.dn()).rdns().stream()
              .filter(rdn -> rdn.type().equalsIgnoreCase("DC"))
              .map(DistinguishedName.Rdn::value)
              .collect(Collectors.joining("."));
    } catch (DirectoryException e) {
      return answer(e);
    }
    String here = "the name is not below " + forest.domainDn() + ", the domain of this directory";
    return domain.isEmpty()
        ? here + "; a domain controller holds no names that do not end in DC="
        : here + "; for this file, start a new directory with directory.domain=" + domain;
  }
}
