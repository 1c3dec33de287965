package dev.tombolo.directory.security;

import dev.tombolo.directory.schema.AttributeType;

/** The attributes of one object that one caller may read. */
@FunctionalInterface
public interface ReadableAttributes {
  /** Whether the attribute may be read. */
  boolean include(AttributeType attribute);
}
