package dev.tombolo.tenant.graph;

import static dev.tombolo.tenant.api.Permission.DEVICE_READ_ALL;
import static dev.tombolo.tenant.api.Permission.DEVICE_READ_WRITE_ALL;
import static dev.tombolo.tenant.api.Permission.DIRECTORY_READ_ALL;
import static dev.tombolo.tenant.api.Permission.DIRECTORY_READ_WRITE_ALL;
import static dev.tombolo.tenant.api.Permission.GROUP_MEMBER_READ_ALL;
import static dev.tombolo.tenant.api.Permission.GROUP_MEMBER_READ_WRITE_ALL;
import static dev.tombolo.tenant.api.Permission.GROUP_READ_ALL;
import static dev.tombolo.tenant.api.Permission.GROUP_READ_WRITE_ALL;
import static dev.tombolo.tenant.api.Permission.ORG_CONTACT_READ_ALL;
import static dev.tombolo.tenant.api.Permission.USER_DELETE_RESTORE_ALL;
import static dev.tombolo.tenant.api.Permission.USER_READ_ALL;
import static dev.tombolo.tenant.api.Permission.USER_READ_WRITE_ALL;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.api.Access;

/** Who may do what to which type of object (MS Graph permissions reference). */
final class Scopes {
  private Scopes() {}

  static Access read(ObjectType type) {
    return switch (type) {
      case USER ->
          Access.anyOfOrUsers(
              USER_READ_ALL, USER_READ_WRITE_ALL, DIRECTORY_READ_ALL, DIRECTORY_READ_WRITE_ALL);
      case GROUP ->
          Access.anyOfOrUsers(
              GROUP_READ_ALL,
              GROUP_READ_WRITE_ALL,
              GROUP_MEMBER_READ_ALL,
              GROUP_MEMBER_READ_WRITE_ALL,
              DIRECTORY_READ_ALL,
              DIRECTORY_READ_WRITE_ALL);
      case CONTACT ->
          Access.anyOfOrUsers(ORG_CONTACT_READ_ALL, DIRECTORY_READ_ALL, DIRECTORY_READ_WRITE_ALL);
      case DEVICE ->
          Access.anyOfOrUsers(
              DEVICE_READ_ALL, DEVICE_READ_WRITE_ALL, DIRECTORY_READ_ALL, DIRECTORY_READ_WRITE_ALL);
    };
  }

  static Access write(ObjectType type) {
    return switch (type) {
      case USER -> Access.anyOf(USER_READ_WRITE_ALL, DIRECTORY_READ_WRITE_ALL);
      case GROUP -> Access.anyOf(GROUP_READ_WRITE_ALL, DIRECTORY_READ_WRITE_ALL);
      case CONTACT -> Access.anyOf(DIRECTORY_READ_WRITE_ALL);
      case DEVICE -> Access.anyOf(DEVICE_READ_WRITE_ALL, DIRECTORY_READ_WRITE_ALL);
    };
  }

  static Access delete(ObjectType type) {
    return type == ObjectType.USER
        ? Access.anyOf(USER_READ_WRITE_ALL, USER_DELETE_RESTORE_ALL, DIRECTORY_READ_WRITE_ALL)
        : write(type);
  }

  static Access link(ObjectType type) {
    return type == ObjectType.GROUP
        ? Access.anyOf(GROUP_MEMBER_READ_WRITE_ALL, GROUP_READ_WRITE_ALL, DIRECTORY_READ_WRITE_ALL)
        : write(type);
  }

  static Access readBin() {
    return Access.anyOf(
        USER_READ_ALL,
        USER_READ_WRITE_ALL,
        USER_DELETE_RESTORE_ALL,
        GROUP_READ_ALL,
        GROUP_READ_WRITE_ALL,
        DIRECTORY_READ_ALL,
        DIRECTORY_READ_WRITE_ALL);
  }

  static Access changeBin() {
    return Access.anyOf(
        USER_READ_WRITE_ALL,
        USER_DELETE_RESTORE_ALL,
        GROUP_READ_WRITE_ALL,
        DIRECTORY_READ_WRITE_ALL);
  }
}
