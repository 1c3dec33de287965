package dev.tombolo.directory.security;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.SecurityDescriptor;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.View;

/** Decides what a caller may see and do (MS-ADTS 5.1.3). */
public interface AccessControl {
  /** Whether the caller may know that an object exists. */
  boolean maySee(Caller caller, View view, int id, Entry entry);

  /**
   * Which attributes of an object the caller may read, if it may see the object; secrets are never
   * among them.
   */
  ReadableAttributes readable(Caller caller, View view, int id, Entry entry);

  /** Whether the caller may write an attribute of an object. */
  boolean mayWrite(Caller caller, View view, int id, Entry entry, AttributeType attribute);

  /**
   * Whether the caller may write an attribute of an object with values that are what they should
   * be, see {@link ValidatedWrite}.
   */
  boolean mayWriteValidated(Caller caller, View view, int id, Entry entry, AttributeType attribute);

  /** Whether the caller may make an object of a class below another. */
  boolean mayCreate(Caller caller, View view, int parent, ObjectClass objectClass);

  /** Whether the caller may delete an object. */
  boolean mayDelete(Caller caller, View view, int id, Entry entry);

  /** Whether the caller may delete an object with all that is below it. */
  boolean mayDeleteTree(Caller caller, View view, int id, Entry entry);

  /** Whether the caller holds a control access right on an object. */
  boolean holds(Caller caller, View view, ControlRight right, int id);

  /** The parts of an object's security descriptor that the caller may read. */
  int readableParts(Caller caller, View view, int id, Entry entry);

  /** The parts of an object's security descriptor that the caller may write. */
  int writableParts(Caller caller, View view, int id, Entry entry);

  /** An object's security descriptor, with what it inherits. */
  SecurityDescriptor descriptor(View view, int id, Entry entry);

  /**
   * Refuses unless the caller holds a right.
   *
   * @throws DirectoryException insufficientAccessRights
   */
  default void require(Caller caller, View view, ControlRight right, int id)
      throws DirectoryException {
    if (!holds(caller, view, right, id)) {
      throw AdError.ACCESS_DENIED.exception();
    }
  }
}
