package dev.tombolo.directory.operation;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.store.EntryBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * What an add has to know of a combination of classes. It follows from the schema alone, so it is
 * found out once for the many objects that have the same classes.
 */
final class ClassRules {
  private final List<ObjectClass> classes;
  private final AttributeType[] demanded;
  private final BitSet plain = new BitSet();

  private ClassRules(Schema schema, List<ObjectClass> classes) {
    this.classes = classes;
    BitSet must = new BitSet();
    classes.forEach(each -> must.or(each.must()));
    this.demanded =
        must.stream()
            .mapToObj(schema::attribute)
            .filter(each -> SchemaCheck.isClients(schema, each))
            .toArray(AttributeType[]::new);
  }

  /** The complete classes. */
  List<ObjectClass> classes() {
    return classes;
  }

  /** The most specific class. */
  ObjectClass structural() {
    return classes.get(classes.size() - 1);
  }

  /** Whether an attribute was found to be one whose values are kept as a client gives them. */
  boolean isPlain(AttributeType attribute) {
    return plain.get(attribute.index());
  }

  /** Notes that it is. */
  void plain(AttributeType attribute) {
    plain.set(attribute.index());
  }

  /** Refuses an object that lacks what its classes demand. */
  void checkComplete(EntryBuilder entry, Set<AttributeType> linked) throws DirectoryException {
    for (AttributeType each : demanded) {
      if (!entry.has(each) && !linked.contains(each)) {
        throw AdError.MISSING_ATTRIBUTE.about(each.attid(), each.name());
      }
    }
  }

  /** The combinations met lately; for one writer at a time. */
  static final class Memo {
    private static final int ROOM = 8;

    private final List<List<byte[]>> given = new ArrayList<>();
    private final List<ClassRules> rules = new ArrayList<>();
    private Schema schema;

    Memo(Schema schema) {
      this.schema = schema;
    }

    /** The rules for the classes that a client gives. */
    ClassRules of(Schema now, List<byte[]> names) throws DirectoryException {
      if (schema != now || given.size() == ROOM) {
        given.clear();
        rules.clear();
        schema = now;
      }
      for (int i = 0; i < given.size(); i++) {
        if (isSame(given.get(i), names)) {
          return rules.get(i);
        }
      }
      ClassRules made = new ClassRules(now, ClassResolver.resolve(now, names));
      given.add(List.copyOf(names));
      rules.add(made);
      return made;
    }

    private static boolean isSame(List<byte[]> some, List<byte[]> others) {
      if (some.size() != others.size()) {
        return false;
      }
      for (int i = 0; i < some.size(); i++) {
        if (!Arrays.equals(some.get(i), others.get(i))) {
          return false;
        }
      }
      return true;
    }
  }
}
