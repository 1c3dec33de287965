package dev.tombolo.directory.search;

import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The constructed attributes that tell of an object's classes (MS-ADTS 3.1.1.4.5). */
final class ClassComputations {
  private final Schema schema;
  private final WellKnown w;

  ClassComputations(Schema schema) {
    this.schema = schema;
    this.w = schema.wellKnown();
  }

  /** The structural class and those it inherits from. */
  List<byte[]> structural(Entry entry) {
    return schema.objectClass(entry.structuralClass()).chain().stream()
        .map(each -> octets(each.name()))
        .toList();
  }

  /** The auxiliary classes that the object has beyond its structural class's own. */
  List<byte[]> dynamicAuxiliary(Entry entry) {
    List<String> own = new ArrayList<>();
    for (ObjectClass each : schema.objectClass(entry.structuralClass()).chain()) {
      own.addAll(each.definition().auxiliaries());
    }
    List<byte[]> found = new ArrayList<>();
    for (int number : entry.classes()) {
      ObjectClass each = schema.objectClass(number);
      if (each.isAuxiliary() && !own.contains(each.name())) {
        found.add(octets(each.name()));
      }
    }
    return found;
  }

  /** The attributes that the object's classes let it have. */
  List<byte[]> attributes(Entry entry, Predicate<AttributeType> which) {
    List<byte[]> found = new ArrayList<>();
    for (AttributeType attribute : schema.attributes()) {
      for (int number : entry.classes()) {
        if (schema.objectClass(number).allows(attribute)) {
          if (which.test(attribute)) {
            found.add(octets(attribute.name()));
          }
          break;
        }
      }
    }
    return found;
  }

  /** The classes of objects that may be below the object. */
  List<byte[]> children(Entry entry, Predicate<ObjectClass> which) {
    return below(schema.objectClass(entry.structuralClass()), which);
  }

  /** Of a class's definition: the classes of objects that may be below one of that class. */
  List<byte[]> possibleInferiors(Entry entry) {
    if (!entry.hasClass(w.classSchemaClass.index())) {
      return List.of();
    }
    return entry
        .text(w.lDAPDisplayName)
        .flatMap(schema::objectClass)
        .map(parent -> below(parent, each -> true))
        .orElse(List.of());
  }

  private List<byte[]> below(ObjectClass parent, Predicate<ObjectClass> which) {
    return schema.classes().stream()
        .filter(each -> each.isStructural() && each.mayBeBelow(parent) && which.test(each))
        .map(each -> octets(each.name()))
        .toList();
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
