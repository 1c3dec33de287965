package dev.tombolo.directory.schema;

import java.util.List;
import java.util.UUID;

/**
 * A class as the schema defines it: the properties of a {@code classSchema} object. Attributes and
 * classes are named by lDAPDisplayName.
 *
 * @param name lDAPDisplayName
 * @param cn the schema object's RDN
 * @param oid governsID
 * @param superclass subClassOf
 * @param category 0 for a class of X.500 (1988), 1 structural, 2 abstract, 3 auxiliary
 * @param rdnAttribute rDNAttID
 * @param auxiliaries auxiliaryClass and systemAuxiliaryClass
 * @param must mustContain and systemMustContain
 * @param may mayContain and systemMayContain
 * @param possibleSuperiors possSuperiors and systemPossSuperiors
 * @param defaultObjectCategory the {@code cn} of a class's schema object
 * @param defaultDescriptor defaultSecurityDescriptor, as text; empty for none
 */
public record ClassDefinition(
    String name,
    String cn,
    String oid,
    String superclass,
    int category,
    String rdnAttribute,
    List<String> auxiliaries,
    List<String> must,
    List<String> may,
    List<String> possibleSuperiors,
    boolean systemOnly,
    int systemFlags,
    String defaultObjectCategory,
    UUID schemaIdGuid,
    boolean defaultHidingValue,
    String defaultDescriptor) {
  /** Copies the lists. */
  public ClassDefinition {
    auxiliaries = List.copyOf(auxiliaries);
    must = List.copyOf(must);
    may = List.copyOf(may);
    possibleSuperiors = List.copyOf(possibleSuperiors);
  }
}
