package dev.tombolo.tenant.address;

import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Property;

/** Another object holds an address, and quarantine for such values is off. */
public final class AddressConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Property property;
  private final String value;
  private final transient DirectoryObject holder;

  AddressConflictException(Property property, String value, DirectoryObject holder) {
    super(property.jsonName() + " " + value + " is held by " + holder.id());
    this.property = property;
    this.value = value;
    this.holder = holder;
  }

  /** The property whose value is taken. */
  public Property property() {
    return property;
  }

  /** The value. */
  public String value() {
    return value;
  }

  /** Who holds it. */
  public DirectoryObject holder() {
    return holder;
  }
}
