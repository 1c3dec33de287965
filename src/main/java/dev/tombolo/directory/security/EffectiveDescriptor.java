package dev.tombolo.directory.security;

import dev.tombolo.ad.DescriptorException;
import dev.tombolo.ad.SecurityDescriptor;
import dev.tombolo.directory.schema.ObjectClass;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The whole security descriptor of all objects that have the same own one, the same class and the
 * same above them: put together once, however many there are. It hangs below that of the object
 * above, so another one there is another one here.
 */
final class EffectiveDescriptor {
  /** How many different ones are remembered below one; beyond that they are put together anew. */
  private static final int REMEMBERED = 4096;

  private final @Nullable SecurityDescriptor descriptor;
  private final Map<Key, EffectiveDescriptor> below = new ConcurrentHashMap<>();

  private EffectiveDescriptor(@Nullable SecurityDescriptor descriptor) {
    this.descriptor = descriptor;
  }

  /** What is above the heads of naming contexts: nothing that is inherited. */
  static EffectiveDescriptor none() {
    return new EffectiveDescriptor(null);
  }

  /** The descriptor itself. */
  SecurityDescriptor descriptor() {
    if (descriptor == null) {
      throw new IllegalStateException("there is no object above a naming context");
    }
    return descriptor;
  }

  /**
   * That of the objects right below with an own descriptor and a class.
   *
   * @param own the octets as the store keeps them once: the same array is the same descriptor
   */
  EffectiveDescriptor child(byte[] own, ObjectClass objectClass) {
    Key key = new Key(own, objectClass);
    EffectiveDescriptor known = below.get(key);
    if (known != null) {
      return known;
    }
    if (below.size() >= REMEMBERED) {
      below.clear();
    }
    EffectiveDescriptor made =
        new EffectiveDescriptor(
            Inheritance.combine(descriptor, decode(own), objectClass.definition().schemaIdGuid()));
    EffectiveDescriptor first = below.putIfAbsent(key, made);
    return first == null ? made : first;
  }

  private static SecurityDescriptor decode(byte[] own) {
    try {
      return SecurityDescriptor.decode(own);
    } catch (DescriptorException e) {
      throw new IllegalStateException("a kept security descriptor is damaged", e);
    }
  }

  /** Compares by identity, which costs nothing. */
  private static final class Key {
    private final byte[] own;
    private final ObjectClass objectClass;

    private Key(byte[] own, ObjectClass objectClass) {
      this.own = own;
      this.objectClass = objectClass;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // see above
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.own == own && key.objectClass == objectClass;
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(own) + objectClass.hashCode();
    }
  }
}
