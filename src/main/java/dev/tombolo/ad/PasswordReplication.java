package dev.tombolo.ad;

import com.unboundid.asn1.ASN1Boolean;
import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1Long;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The extended request by which a sync engine reads the password hashes of accounts.
 *
 * <p>A real domain controller gives them to a caller who holds both DS-Replication-Get-Changes and
 * DS-Replication-Get-Changes-All, but not over LDAP: by {@code IDL_DRSGetNCChanges} of the
 * replication protocol (MS-DRSR 4.1.10), an RPC over a sealed connection, where {@code unicodePwd}
 * comes encrypted once more with the session key. LDAP has nothing of the kind. This request stands
 * for that call: the same rights, an encrypted connection, a cookie that means the same, and the
 * one attribute with what a sync engine needs to know beside it. Its number ({@link
 * Oids#PASSWORD_REPLICATION}) is this project's own; a real domain controller answers
 * protocolError.
 *
 * <pre>
 *   Request ::= SEQUENCE {
 *     baseDn     OCTET STRING,               -- head of a naming context
 *     cookie     OCTET STRING,               -- empty: from the start
 *     maxObjects INTEGER,                    -- 0, or more than 1000: 1000
 *     objects    SEQUENCE OF OCTET STRING }  -- objectGUIDs; if any, these and no others
 *   Response ::= SEQUENCE {
 *     cookie     OCTET STRING,
 *     more       BOOLEAN,
 *     accounts   SEQUENCE OF SEQUENCE {
 *       objectGUID         OCTET STRING,
 *       ntHash             OCTET STRING,     -- 16 octets
 *       pwdLastSet         INTEGER,          -- ticks
 *       changedAt          INTEGER,          -- ticks
 *       userAccountControl INTEGER } }
 * </pre>
 */
public final class PasswordReplication {
  private PasswordReplication() {}

  /**
   * What is asked.
   *
   * @param baseDn the head of the naming context, in any form of a name
   * @param cookie of the response before, or empty to begin
   * @param maxObjects how many accounts to tell of at the most; 0 leaves it to the server
   * @param objects if any, exactly these accounts are told of and the cookie is passed over
   */
  public record Request(String baseDn, ASN1OctetString cookie, int maxObjects, List<UUID> objects) {
    /** Copies the list. */
    public Request {
      objects = List.copyOf(objects);
    }

    /** The value of the extended request. */
    public ASN1OctetString encode() {
      return value(
          new ASN1OctetString(baseDn),
          new ASN1OctetString(cookie.getValue()),
          new ASN1Integer(maxObjects),
          new ASN1Sequence(
              objects.stream().map(guid -> new ASN1OctetString(ObjectGuid.bytes(guid))).toList()));
    }

    /** Reads the value of an extended request, or nothing when it is no such request. */
    public static Optional<Request> decode(@Nullable ASN1OctetString value) {
      try {
        ASN1Element[] parts = parts(value, 4);
        List<UUID> objects = new ArrayList<>();
        for (ASN1Element each : ASN1Sequence.decodeAsSequence(parts[3]).elements()) {
          objects.add(guid(each));
        }
        int maxObjects = ASN1Integer.decodeAsInteger(parts[2]).intValue();
        if (maxObjects < 0) {
          return Optional.empty();
        }
        return Optional.of(
            new Request(
                ASN1OctetString.decodeAsOctetString(parts[0]).stringValue(),
                octets(parts[1]),
                maxObjects,
                objects));
      } catch (ASN1Exception e) {
        return Optional.empty();
      }
    }
  }

  /**
   * An account and its password.
   *
   * @param objectGuid which account
   * @param ntHash MD4 of the password, 16 octets
   * @param pwdLastSet the attribute's value; 0 when the password must be changed
   * @param changedAt when the hash was last written, in ticks
   * @param userAccountControl the attribute's value
   */
  public record Account(
      UUID objectGuid,
      ASN1OctetString ntHash,
      long pwdLastSet,
      long changedAt,
      int userAccountControl) {
    private ASN1Sequence encode() {
      return new ASN1Sequence(
          new ASN1OctetString(ObjectGuid.bytes(objectGuid)),
          new ASN1OctetString(ntHash.getValue()),
          new ASN1Long(pwdLastSet),
          new ASN1Long(changedAt),
          new ASN1Integer(userAccountControl));
    }

    private static Account decode(ASN1Element element) throws ASN1Exception {
      ASN1Element[] parts = sized(ASN1Sequence.decodeAsSequence(element), 5);
      return new Account(
          guid(parts[0]),
          sized(octets(parts[1])),
          ASN1Long.decodeAsLong(parts[2]).longValue(),
          ASN1Long.decodeAsLong(parts[3]).longValue(),
          ASN1Integer.decodeAsInteger(parts[4]).intValue());
    }

    /** Tells everything but the hash, which is as good as the password. */
    @Override
    public String toString() {
      return "Account[objectGuid=" + objectGuid + ", pwdLastSet=" + pwdLastSet + "]";
    }
  }

  /**
   * What is answered.
   *
   * @param cookie where to go on
   * @param more whether there is more to tell already
   * @param accounts by the time of their latest change, or as they were asked for
   */
  public record Response(ASN1OctetString cookie, boolean more, List<Account> accounts) {
    /** Copies the list. */
    public Response {
      accounts = List.copyOf(accounts);
    }

    /** The value of the extended result. */
    public ASN1OctetString encode() {
      return value(
          new ASN1OctetString(cookie.getValue()),
          new ASN1Boolean(more),
          new ASN1Sequence(accounts.stream().map(Account::encode).toList()));
    }

    /** Reads the value of an extended result, or nothing when it is no such response. */
    public static Optional<Response> decode(@Nullable ASN1OctetString value) {
      try {
        ASN1Element[] parts = parts(value, 3);
        List<Account> accounts = new ArrayList<>();
        for (ASN1Element each : ASN1Sequence.decodeAsSequence(parts[2]).elements()) {
          accounts.add(Account.decode(each));
        }
        return Optional.of(
            new Response(
                octets(parts[0]), ASN1Boolean.decodeAsBoolean(parts[1]).booleanValue(), accounts));
      } catch (ASN1Exception e) {
        return Optional.empty();
      }
    }
  }

  private static ASN1OctetString value(ASN1Element... parts) {
    return new ASN1OctetString(new ASN1Sequence(parts).encode());
  }

  private static ASN1Element[] parts(@Nullable ASN1OctetString value, int count)
      throws ASN1Exception {
    if (value == null) {
      throw new ASN1Exception("there is no value");
    }
    return sized(ASN1Sequence.decodeAsSequence(value.getValue()), count);
  }

  private static ASN1Element[] sized(ASN1Sequence sequence, int count) throws ASN1Exception {
    ASN1Element[] parts = sequence.elements();
    if (parts.length != count) {
      throw new ASN1Exception(parts.length + " elements instead of " + count);
    }
    return parts;
  }

  /** A value alone, without the message around it that the codec's element may point into. */
  private static ASN1OctetString octets(ASN1Element element) throws ASN1Exception {
    return new ASN1OctetString(
        Arrays.copyOf(
            ASN1OctetString.decodeAsOctetString(element).getValue(), element.getValueLength()));
  }

  private static ASN1OctetString sized(ASN1OctetString hash) throws ASN1Exception {
    if (hash.getValueLength() != 16) {
      throw new ASN1Exception("a hash has 16 octets, not " + hash.getValueLength());
    }
    return hash;
  }

  private static UUID guid(ASN1Element element) throws ASN1Exception {
    byte[] octets = element.getValue();
    if (octets.length != 16) {
      throw new ASN1Exception("a GUID has 16 octets, not " + octets.length);
    }
    return ObjectGuid.of(octets);
  }
}
