package dev.tombolo.directory.schema;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;

/** A class of a {@link Schema}: its definition, its number there and what it inherits. */
public final class ObjectClass {
  private final int index;
  private final ClassDefinition definition;
  private final List<ObjectClass> chain;
  private final BitSet must;
  private final BitSet may;
  private final BitSet possibleSuperiors;
  private final AttributeType rdnAttribute;
  private final byte[] nameElement;

  ObjectClass(
      int index,
      ClassDefinition definition,
      List<ObjectClass> superclasses,
      BitSet must,
      BitSet may,
      BitSet possibleSuperiors,
      AttributeType rdnAttribute) {
    this.index = index;
    this.definition = definition;
    this.chain = append(superclasses, this);
    this.must = must;
    this.may = may;
    this.possibleSuperiors = possibleSuperiors;
    this.rdnAttribute = rdnAttribute;
    byte[] name = definition.name().getBytes(StandardCharsets.UTF_8);
    this.nameElement = new byte[name.length + 2];
    nameElement[0] = 0x04;
    nameElement[1] = (byte) name.length;
    System.arraycopy(name, 0, nameElement, 2, name.length);
  }

  private static List<ObjectClass> append(List<ObjectClass> superclasses, ObjectClass last) {
    ObjectClass[] all = superclasses.toArray(new ObjectClass[superclasses.size() + 1]);
    all[superclasses.size()] = last;
    return List.of(all);
  }

  /** Its number in the schema, dense from 0; entries hold it. */
  public int index() {
    return index;
  }

  /** What the schema says of it. */
  public ClassDefinition definition() {
    return definition;
  }

  /** Its lDAPDisplayName. */
  public String name() {
    return definition.name();
  }

  /** Its name as a BER octet string. */
  public byte[] nameElement() {
    return nameElement;
  }

  /** {@code top} first, the class itself last. */
  public List<ObjectClass> chain() {
    return chain;
  }

  /** Whether it is the other class or inherits from it. */
  public boolean isOrInherits(ObjectClass other) {
    return chain.size() >= other.chain.size() && chain.get(other.chain.size() - 1) == other;
  }

  /** Whether objects can be made of it: structural, or of X.500 (1988). */
  public boolean isStructural() {
    return definition.category() <= 1;
  }

  /** Whether it is abstract. */
  public boolean isAbstract() {
    return definition.category() == 2;
  }

  /** Whether it is auxiliary. */
  public boolean isAuxiliary() {
    return definition.category() == 3;
  }

  /**
   * Whether an object of it must have the attribute, by itself, its superclasses or their
   * auxiliaries.
   */
  public boolean requires(AttributeType attribute) {
    return must.get(attribute.index());
  }

  /** Whether an object of it may have the attribute. */
  public boolean allows(AttributeType attribute) {
    return may.get(attribute.index()) || must.get(attribute.index());
  }

  /** The numbers of the attributes that {@link #requires}. */
  public BitSet must() {
    return (BitSet) must.clone();
  }

  /** The numbers of the attributes that an object of it may have besides {@link #must}. */
  public BitSet may() {
    return (BitSet) may.clone();
  }

  /** Whether an object of it may be made below one whose most specific class is {@code parent}. */
  public boolean mayBeBelow(ObjectClass parent) {
    for (ObjectClass ancestor : parent.chain) {
      if (possibleSuperiors.get(ancestor.index)) {
        return true;
      }
    }
    return false;
  }

  /** The attribute its objects are named by. */
  public AttributeType rdnAttribute() {
    return rdnAttribute;
  }

  @Override
  public String toString() {
    return name();
  }
}
