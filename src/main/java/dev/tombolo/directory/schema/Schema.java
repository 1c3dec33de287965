package dev.tombolo.directory.schema;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The attributes and classes of a forest, by name, by OID and by number. A schema is a value:
 * changing it makes a new one, in which every attribute and class keeps its number, so that entries
 * written under the old one stay readable.
 */
public final class Schema {
  /** Numbers that the store relies on: the first attributes of every entry. */
  private static final List<String> FIRST = List.of("objectClass", "name", "objectGUID");

  private final List<AttributeType> attributes;
  private final List<ObjectClass> classes;
  private final Map<String, AttributeType> attributesByName = new HashMap<>();
  private final Map<String, ObjectClass> classesByName = new HashMap<>();
  private final Map<String, ObjectClass> classesByCn = new HashMap<>();
  private final Map<Integer, AttributeType> links = new HashMap<>();
  private final WellKnown wellKnown;

  private Schema(
      List<AttributeDefinition> attributeDefinitions, List<ClassDefinition> classDefinitions)
      throws SchemaException {
    Attids attids = new Attids();
    this.attributes = new ArrayList<>(attributeDefinitions.size());
    for (AttributeDefinition definition : attributeDefinitions) {
      if (Syntax.of(definition.attributeSyntax(), definition.omObjectClass()).isEmpty()) {
        throw new SchemaException(
            "attribute "
                + definition.name()
                + " has the unknown syntax "
                + definition.attributeSyntax());
      }
      AttributeType attribute =
          new AttributeType(attributes.size(), attids.of(definition.oid()), definition);
      attributes.add(attribute);
      claim(attributesByName, definition.name(), attribute);
      claim(attributesByName, definition.oid(), attribute);
      definition.linkId().ifPresent(linkId -> links.put(linkId, attribute));
    }
    this.classes = new ClassLinker(classDefinitions).link();
    for (ObjectClass objectClass : classes) {
      claim(classesByName, objectClass.name(), objectClass);
      claim(classesByName, objectClass.definition().oid(), objectClass);
      classesByCn.put(lower(objectClass.definition().cn()), objectClass);
    }
    this.wellKnown = new WellKnown(this);
  }

  /** The schema of Windows Server 2016 with Exchange's attributes. */
  public static Schema standard() {
    Map<String, AttributeDefinition> attributes = new LinkedHashMap<>();
    for (String table : List.of("ad-schema-attributes.tsv", "exchange-attributes.tsv")) {
      for (AttributeDefinition definition : SchemaTables.attributes(table)) {
        attributes.put(definition.name(), definition);
      }
    }
    List<AttributeDefinition> ordered = new ArrayList<>();
    for (String name : FIRST) {
      AttributeDefinition definition = attributes.remove(name);
      if (definition == null) {
        throw new IllegalStateException("the schema tables lack " + name);
      }
      ordered.add(definition);
    }
    ordered.addAll(attributes.values());
    try {
      return new Schema(ordered, SchemaTables.classes());
    } catch (SchemaException e) {
      throw new IllegalStateException("the schema tables contradict themselves", e);
    }
  }

  /**
   * A schema of these definitions, numbered in their order.
   *
   * @throws SchemaException when they contradict one another
   */
  public static Schema of(List<AttributeDefinition> attributes, List<ClassDefinition> classes)
      throws SchemaException {
    return new Schema(attributes, classes);
  }

  /**
   * This schema with further or changed definitions; one that has the OID of an existing definition
   * replaces it.
   *
   * @throws SchemaException when a definition names what is not there or takes a name that is in
   *     use
   */
  public Schema with(
      Collection<AttributeDefinition> newAttributes, Collection<ClassDefinition> newClasses)
      throws SchemaException {
    return new Schema(
        merge(
            attributes.stream().map(AttributeType::definition).toList(),
            newAttributes,
            AttributeDefinition::oid),
        merge(
            classes.stream().map(ObjectClass::definition).toList(),
            newClasses,
            ClassDefinition::oid));
  }

  private static <T> List<T> merge(List<T> old, Collection<T> additions, Function<T, String> key) {
    Map<String, T> merged = new LinkedHashMap<>();
    old.forEach(definition -> merged.put(key.apply(definition), definition));
    additions.forEach(definition -> merged.put(key.apply(definition), definition));
    return new ArrayList<>(merged.values());
  }

  /** The attribute of a name or dotted OID, in any case. */
  public Optional<AttributeType> attribute(String nameOrOid) {
    AttributeType exact = attributesByName.get(nameOrOid);
    return Optional.ofNullable(exact != null ? exact : attributesByName.get(lower(nameOrOid)));
  }

  /** The attribute of a name that the schema is known to have. */
  public AttributeType known(String name) {
    return attribute(name).orElseThrow(() -> new IllegalStateException("the schema lacks " + name));
  }

  /** The attributes and classes that the directory works with. */
  public WellKnown wellKnown() {
    return wellKnown;
  }

  /** The attribute of a number. */
  public AttributeType attribute(int index) {
    return attributes.get(index);
  }

  /** The forward link of a pair, see {@link AttributeType#linkPair}. */
  public Optional<AttributeType> forwardLink(int pair) {
    return Optional.ofNullable(links.get(2 * pair));
  }

  /** The back link of a pair; some pairs have none. */
  public Optional<AttributeType> backLink(int pair) {
    return Optional.ofNullable(links.get(2 * pair + 1));
  }

  /** Every attribute, in the order of their numbers. */
  public List<AttributeType> attributes() {
    return List.copyOf(attributes);
  }

  /** How many attributes there are. */
  public int attributeCount() {
    return attributes.size();
  }

  /** The class of a name or dotted OID, in any case. */
  public Optional<ObjectClass> objectClass(String nameOrOid) {
    ObjectClass exact = classesByName.get(nameOrOid);
    return Optional.ofNullable(exact != null ? exact : classesByName.get(lower(nameOrOid)));
  }

  /** The class of a name that the schema is known to have. */
  public ObjectClass knownClass(String name) {
    return objectClass(name)
        .orElseThrow(() -> new IllegalStateException("the schema lacks " + name));
  }

  /** The class whose schema object has this RDN, such as {@code Organizational-Unit}. */
  public Optional<ObjectClass> classByCn(String cn) {
    return Optional.ofNullable(classesByCn.get(lower(cn)));
  }

  /** The class of a number. */
  public ObjectClass objectClass(int index) {
    return classes.get(index);
  }

  /** Every class, in the order of their numbers. */
  public List<ObjectClass> classes() {
    return List.copyOf(classes);
  }

  private static <T> void claim(Map<String, T> names, String name, T owner) throws SchemaException {
    T taken = names.putIfAbsent(lower(name), owner);
    if (taken != null) {
      throw new SchemaException(name + " is both " + taken + " and " + owner);
    }
    names.put(name, owner);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Puts superclasses before their subclasses and gathers what each class inherits. */
  private final class ClassLinker {
    private final Map<String, ClassDefinition> definitions = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, ObjectClass> linked = new HashMap<>();

    private ClassLinker(List<ClassDefinition> all) {
      for (ClassDefinition definition : all) {
        numbers.put(lower(definition.name()), definitions.size());
        definitions.put(lower(definition.name()), definition);
      }
    }

    private List<ObjectClass> link() throws SchemaException {
      ObjectClass[] ordered = new ObjectClass[definitions.size()];
      for (ClassDefinition definition : definitions.values()) {
        ObjectClass objectClass = link(definition, new HashSet<>());
        ordered[objectClass.index()] = objectClass;
      }
      return List.of(ordered);
    }

    private ObjectClass link(ClassDefinition definition, Set<String> underWay)
        throws SchemaException {
      String name = lower(definition.name());
      ObjectClass done = linked.get(name);
      if (done != null) {
        return done;
      }
      if (!underWay.add(name)) {
        throw new SchemaException("class " + definition.name() + " inherits from itself");
      }
      List<ObjectClass> superclasses =
          lower(definition.superclass()).equals(name)
              ? List.of()
              : link(find(definition.superclass(), definition), underWay).chain();
      BitSet must = new BitSet();
      BitSet may = new BitSet();
      for (ObjectClass superclass : superclasses) {
        must.or(superclass.must());
        may.or(superclass.may());
      }
      for (String auxiliary : definition.auxiliaries()) {
        ObjectClass added = link(find(auxiliary, definition), underWay);
        must.or(added.must());
        may.or(added.may());
      }
      gather(definition.must(), must, definition);
      gather(definition.may(), may, definition);
      may.andNot(must);
      ObjectClass objectClass =
          new ObjectClass(
              number(name),
              definition,
              superclasses,
              must,
              may,
              superiors(definition, superclasses),
              rdn(definition));
      linked.put(name, objectClass);
      return objectClass;
    }

    private BitSet superiors(ClassDefinition definition, List<ObjectClass> superclasses)
        throws SchemaException {
      BitSet superiors = new BitSet();
      for (String superior : definition.possibleSuperiors()) {
        superiors.set(number(lower(find(superior, definition).name())));
      }
      for (ObjectClass superclass : superclasses) {
        for (String superior : superclass.definition().possibleSuperiors()) {
          superiors.set(number(lower(superior)));
        }
      }
      return superiors;
    }

    private int number(String name) {
      Integer number = numbers.get(name);
      return number == null ? -1 : number;
    }

    private AttributeType rdn(ClassDefinition definition) throws SchemaException {
      return attribute(definition.rdnAttribute())
          .orElseThrow(() -> unknown("attribute " + definition.rdnAttribute(), definition));
    }

    private void gather(List<String> names, BitSet into, ClassDefinition definition)
        throws SchemaException {
      for (String name : names) {
        into.set(
            attribute(name).orElseThrow(() -> unknown("attribute " + name, definition)).index());
      }
    }

    private ClassDefinition find(String name, ClassDefinition definition) throws SchemaException {
      ClassDefinition found = definitions.get(lower(name));
      if (found == null) {
        throw unknown("class " + name, definition);
      }
      return found;
    }

    private static SchemaException unknown(String what, ClassDefinition definition) {
      return new SchemaException("class " + definition.name() + " names the unknown " + what);
    }
  }
}
