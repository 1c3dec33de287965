package dev.tombolo.directory.operation;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Completes the classes of an object (MS-ADTS 3.1.1.5.2.2): {@code top} first, then its dynamic
 * auxiliary classes, then the chain down to the one structural class that inherits from all the
 * others.
 */
public final class ClassResolver {
  private static final Set<String> LSA_CLASSES = Set.of("secret", "trustedDomain");

  private ClassResolver() {}

  /** The complete classes for those given. */
  public static List<ObjectClass> resolve(Schema schema, List<byte[]> values)
      throws DirectoryException {
    List<ObjectClass> given = new ArrayList<>();
    for (byte[] value : values) {
      String name = new String(value, StandardCharsets.UTF_8);
      given.add(schema.objectClass(name).orElseThrow(AdError.UNKNOWN_CLASS::exception));
    }
    ObjectClass structural = structural(given);
    Set<ObjectClass> complete = new LinkedHashSet<>();
    complete.add(structural.chain().get(0));
    for (ObjectClass each : given) {
      if (each.isAuxiliary() && !isStatic(structural, each)) {
        complete.add(each);
      }
    }
    complete.addAll(structural.chain());
    return List.copyOf(complete);
  }

  /** Whether objects of a class may be made by clients at all. */
  static void checkCreatable(ObjectClass objectClass) throws DirectoryException {
    if (objectClass.definition().systemOnly() || LSA_CLASSES.contains(objectClass.name())) {
      throw AdError.SYSTEM_ONLY_CLASS.exception();
    }
  }

  private static ObjectClass structural(List<ObjectClass> given) throws DirectoryException {
    ObjectClass last = null;
    for (ObjectClass each : given) {
      if (each.isStructural() && (last == null || each.isOrInherits(last))) {
        last = each;
      }
    }
    if (last == null) {
      throw (given.stream().anyMatch(ObjectClass::isAbstract)
              ? AdError.ABSTRACT_CLASS
              : AdError.NOT_ONE_STRUCTURAL_CLASS)
          .exception();
    }
    for (ObjectClass each : given) {
      if (!each.isAuxiliary() && !last.isOrInherits(each)) {
        throw AdError.NOT_ONE_STRUCTURAL_CLASS.exception();
      }
    }
    return last;
  }

  /** Whether the chain brings an auxiliary class with it; then it is not listed. */
  private static boolean isStatic(ObjectClass structural, ObjectClass auxiliary) {
    return structural.chain().stream()
        .anyMatch(each -> each.definition().auxiliaries().contains(auxiliary.name()));
  }
}
