package dev.tombolo.tenant.provisioning;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.provisioning.ProvisioningError;
import dev.tombolo.tenant.address.AddressConflictException;
import dev.tombolo.tenant.model.DirectoryObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operation that cannot be carried out. The codes and literals are those of the export error
 * catalogue (reference §2.5).
 */
final class OperationFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final @Nullable UUID conflicting;
  private final @Nullable String attribute;
  private final @Nullable String value;

  private OperationFailure(
      String code,
      String message,
      @Nullable UUID conflicting,
      @Nullable String attribute,
      @Nullable String value) {
    super(message);
    this.code = code;
    this.conflicting = conflicting;
    this.attribute = attribute;
    this.value = value;
  }

  ProvisioningError error() {
    String tracking = UUID.randomUUID().toString();
    return new ProvisioningError(
        code,
        getMessage() + " Tracking Id: " + tracking,
        tracking,
        conflicting == null ? null : conflicting.toString(),
        attribute,
        value,
        false);
  }

  static OperationFailure invalidHardMatch(DirectoryObject holder, String anchor) {
    return new OperationFailure(
        "InvalidHardMatch",
        "Another cloud created object with the same source anchor already exists in Azure Active"
            + " Directory.",
        holder.id(),
        "onPremisesImmutableId",
        anchor);
  }

  static OperationFailure invalidSoftMatch(AddressConflictException conflict) {
    return unique("InvalidSoftMatch", conflict);
  }

  static OperationFailure attributeValueMustBeUnique(AddressConflictException conflict) {
    return unique("AttributeValueMustBeUnique", conflict);
  }

  private static OperationFailure unique(String code, AddressConflictException conflict) {
    return attributeValueMustBeUnique(
        code, conflict.holder(), conflict.property().jsonName(), conflict.value());
  }

  static OperationFailure attributeValueMustBeUnique(
      String code, DirectoryObject holder, String attribute, String value) {
    return new OperationFailure(
        code,
        "Unable to update this object because the following attributes associated with this object"
            + " have values that may already be associated with another object in your local"
            + " directory services: ["
            + attribute
            + " "
            + value
            + ";]. Correct or remove the duplicate values in your local directory.",
        holder.id(),
        attribute,
        value);
  }

  static OperationFailure objectTypeMismatch(DirectoryObject holder, ObjectType type) {
    return new OperationFailure(
        "ObjectTypeMismatch",
        "The object is a "
            + type.wireName()
            + ", but the object it matches is a "
            + holder.type().wireName()
            + ".",
        holder.id(),
        null,
        null);
  }

  static OperationFailure existingAdminRoleConflict(DirectoryObject holder) {
    return new OperationFailure(
        "ExistingAdminRoleConflict",
        "The user matches a cloud user who has an administrative role.",
        holder.id(),
        null,
        null);
  }

  static OperationFailure deletingCloudOnlyObject(DirectoryObject object) {
    return new OperationFailure(
        "DeletingCloudOnlyObjectNotAllowed",
        "This synchronization operation, Delete, is not valid. Contact Technical Support.",
        object.id(),
        null,
        null);
  }

  static OperationFailure identityDataValidationFailed(
      String attribute, String value, String flaw) {
    return new OperationFailure(
        "IdentityDataValidationFailed",
        "Unable to update this object because the attribute ["
            + attribute
            + "] is not valid: "
            + flaw
            + ".",
        null,
        attribute,
        value);
  }

  static OperationFailure dataValidationFailed(String attribute, String flaw) {
    return new OperationFailure(
        "DataValidationFailed",
        "Unable to update this object in Azure Active Directory, because the attribute ["
            + attribute
            + "], is not valid ("
            + flaw
            + "). Update the value in your local directory services.",
        null,
        attribute,
        null);
  }

  static OperationFailure federatedDomainChange(String from, String to) {
    return new OperationFailure(
        "FederatedDomainChangeError",
        "The user principal name cannot be moved from the federated domain "
            + from
            + " to the federated domain "
            + to
            + ".",
        null,
        "userPrincipalName",
        null);
  }

  static OperationFailure exceededAllowedLength(String attribute, int limit) {
    return new OperationFailure(
        "ExceededAllowedLength",
        "The attribute [" + attribute + "] exceeds the allowed length of " + limit + ".",
        null,
        attribute,
        null);
  }

  static OperationFailure largeObject(String attribute, int limit) {
    return new OperationFailure(
        "LargeObject",
        "The object has exceeded the maximum allowed size: ["
            + attribute
            + "] may have "
            + limit
            + " values.",
        null,
        attribute,
        null);
  }

  static OperationFailure objectNotFound(String anchor) {
    return new OperationFailure(
        "ObjectNotFound",
        "No live object has the source anchor " + anchor + "; it has to be added.",
        null,
        null,
        null);
  }

  static OperationFailure referenceNotAllowed(String name, ObjectType type) {
    return new OperationFailure(
        "DataValidationFailed",
        "A " + type.wireName() + " has no reference [" + name + "].",
        null,
        name,
        null);
  }
}
