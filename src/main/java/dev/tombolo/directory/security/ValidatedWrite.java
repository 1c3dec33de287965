package dev.tombolo.directory.security;

import dev.tombolo.directory.schema.AttributeType;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Writes that are allowed to those who may not write an attribute freely, if the values are what
 * they should be (MS-ADTS 5.1.3.2.2).
 */
public enum ValidatedWrite {
  /** Joining and leaving a group oneself. */
  SELF_MEMBERSHIP("bf9679c0-0de6-11d0-a285-00aa003049e2", Set.of("member")),
  /** Service principal names of the account's own host. */
  SERVICE_PRINCIPAL_NAME("f3a64788-5306-11d1-a9c5-0000f80367c1", Set.of("servicePrincipalName")),
  /** The DNS name that follows from the account's name. */
  DNS_HOST_NAME("72e39547-7b18-11d1-adef-00c04fd8d5cd", Set.of("dNSHostName")),
  /** A computer's first key. */
  COMPUTER("9b026da6-0d3c-465c-8bee-5199d7165cba", Set.of("msDS-KeyCredentialLink"));

  private final UUID guid;

  @SuppressWarnings("ImmutableEnumChecker") // never changed after construction
  private final Set<String> attributes;

  ValidatedWrite(String guid, Set<String> attributes) {
    this.guid = UUID.fromString(guid);
    this.attributes = attributes;
  }

  /** The right's GUID. */
  public UUID guid() {
    return guid;
  }

  /** The validated write that an attribute has, if it has one. */
  public static Optional<ValidatedWrite> of(AttributeType attribute) {
    for (ValidatedWrite each : values()) {
      if (each.attributes.contains(attribute.name())) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
