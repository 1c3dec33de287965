package dev.tombolo.directory.ldif;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldif.LDIFAddChangeRecord;
import com.unboundid.ldif.LDIFModifyChangeRecord;
import com.unboundid.ldif.LDIFRecord;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.DistinguishedName;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.operation.ClassResolver;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.store.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a record was refused, for its author: the domain controller's answer seldom says which class
 * or attribute it is about.
 */
final class Refusal {
  private final View view;
  private final Forest forest;
  private final LDIFRecord record;

  Refusal(View view, Forest forest, LDIFRecord record) {
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
    if (is(e, AdError.UNKNOWN_ATTRIBUTE)) {
      return unknownName();
    }
    Optional<Entry> entry = entry();
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    try {
      return inWords(e, entry.get());
    } catch (DirectoryException inTurn) {
      return Optional.empty(); // the record is wrong in more than one way; the answer stands alone
    }
  }

  private Optional<String> inWords(DirectoryException e, Entry entry) throws DirectoryException {
    if (is(e, AdError.NOT_ONE_STRUCTURAL_CLASS)) {
      return Optional.of(
          "its classes "
              + String.join(", ", classNames(entry))
              + " are not those of one structural class");
    }
    if (is(e, AdError.ENTRY_EXISTS)) {
      return Optional.of("there is an object of this name already");
    }
    List<ObjectClass> classes =
        ClassResolver.resolve(
            view.schema(),
            Arrays.asList(entry.getObjectClassAttribute().getValueByteArrays()));
    ObjectClass structural = classes.get(classes.size() - 1);
    if (is(e, AdError.WRONG_RDN_TYPE)) {
      return Optional.of(
          "the class "
              + structural.name()
              + " is named by "
              + structural.rdnAttribute().rdnName()
              + ", not by "
              + DistinguishedName.parse(entry.getDN()).rdn().type());
    }
    if (is(e, AdError.ILLEGAL_SUPERIOR)) {
      int parent = Names.find(view, DistinguishedName.parse(entry.getDN()).parent().toString());
      return parent < 0
          ? Optional.empty()
          : Optional.of(
              "the class "
                  + structural.name()
                  + " cannot be below the class "
                  + view.schema().objectClass(view.existing(parent).structuralClass()).name());
    }
    if (is(e, AdError.ATTRIBUTE_NOT_ALLOWED)) {
      return notAllowed(entry, classes);
    }
    if (is(e, AdError.MISSING_ATTRIBUTE)) {
      return missing(entry, classes);
    }
    return Optional.empty();
  }

  private static boolean is(DirectoryException e, AdError error) {
    return e.resultCode().equals(error.resultCode()) && e.win32() == error.win32();
  }

  private Optional<Entry> entry() {
    if (record instanceof Entry entry && entry.getObjectClassAttribute() != null) {
      return Optional.of(entry);
    }
    if (record instanceof LDIFAddChangeRecord add
        && add.getEntryToAdd().getObjectClassAttribute() != null) {
      return Optional.of(add.getEntryToAdd());
    }
    return Optional.empty();
  }

  private static List<String> classNames(Entry entry) {
    return List.of(entry.getObjectClassValues());
  }

  private Optional<String> unknownName() {
    Schema schema = view.schema();
    List<String> attributes = new ArrayList<>();
    if (record instanceof LDIFModifyChangeRecord modify) {
      for (Modification each : modify.getModifications()) {
        attributes.add(each.getAttributeName());
      }
    }
    if (entry().isPresent()) {
      for (String name : classNames(entry().get())) {
        if (schema.objectClass(name).isEmpty()) {
          return Optional.of("the schema has no class " + name);
        }
      }
      entry().get().getAttributes().forEach(each -> attributes.add(each.getBaseName()));
    }
    return attributes.stream()
        .filter(name -> !name.equalsIgnoreCase("clearTextPassword"))
        .filter(name -> schema.attribute(name).isEmpty())
        .findFirst()
        .map(name -> "the schema has no attribute " + name);
  }

  private Optional<String> notAllowed(Entry entry, List<ObjectClass> classes) {
    for (Attribute each : entry.getAttributes()) {
      AttributeType type = view.schema().attribute(each.getBaseName()).orElse(null);
      if (type != null
          && !type.isBackLink()
          && !type.isConstructed()
          && classes.stream().noneMatch(allowing -> allowing.allows(type))) {
        return Optional.of("the class " + name(classes) + " does not allow " + type.name());
      }
    }
    return Optional.empty();
  }

  private Optional<String> missing(Entry entry, List<ObjectClass> classes) {
    BitSet must = new BitSet();
    classes.forEach(each -> must.or(each.must()));
    for (Attribute each : entry.getAttributes()) {
      view.schema().attribute(each.getBaseName()).ifPresent(type -> must.clear(type.index()));
    }
    List<String> names =
        must.stream()
            .mapToObj(view.schema()::attribute)
            .filter(type -> !type.isSystemOnly() && !type.isConstructed())
            .filter(type -> type != view.schema().wellKnown().objectCategory)
            .filter(type -> type != view.schema().wellKnown().nTSecurityDescriptor)
            .map(AttributeType::name)
            .toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("the class " + name(classes) + " demands " + String.join(", ", names));
  }

  private static String name(List<ObjectClass> classes) {
    return classes.get(classes.size() - 1).name();
  }

  /** The name is in another domain than this directory's, or in none. */
  private String elsewhere() {
    String domain;
    try {
      domain =
          DistinguishedName.parse(record.getDN()).rdns().stream()
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
