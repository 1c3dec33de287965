package dev.tombolo.connector.writeback;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import dev.tombolo.ad.Oids;
import dev.tombolo.cloud.writeback.WritebackPayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the one LDAP modify that carries a request out (MS-ADTS 3.1.1.3.1.5). */
final class PasswordModify {
  // SEQUENCE { INTEGER 1 } with a long-form length, as Windows' own encoder writes it.
  private static final byte[] ENFORCE = HexFormat.of().parseHex("308400000003020101");

  private PasswordModify() {}

  /**
   * The request. A reset minds the account's history and minimum age by the policy hints, of which
   * a domain controller knows the one number or the other.
   *
   * @param dn of the account, in any form
   * @param neverExpires whether the account's password does not expire, so that it cannot be made
   *     to be changed either
   */
  static ModifyRequest of(
      WritebackPayload payload, WritebackTask task, String dn, boolean neverExpires) {
    List<Modification> changes = new ArrayList<>();
    if (task == WritebackTask.CHANGE) {
      changes.add(password(ModificationType.DELETE, payload.oldPassword()));
      changes.add(password(ModificationType.ADD, payload.newPassword()));
    } else if (task.setsPassword()) {
      changes.add(password(ModificationType.REPLACE, payload.newPassword()));
    }
    if (task.unlocks()) {
      changes.add(new Modification(ModificationType.REPLACE, "lockoutTime", "0"));
    }
    if (task.setsPassword() && payload.forceChange() && !neverExpires) {
      changes.add(new Modification(ModificationType.REPLACE, "pwdLastSet", "0"));
    }
    ModifyRequest request = new ModifyRequest(dn, changes);
    if (task.setsPassword() && task != WritebackTask.CHANGE) {
      request.addControl(hint(Oids.POLICY_HINTS));
      request.addControl(hint(Oids.POLICY_HINTS_DEPRECATED));
    }
    return request;
  }

  private static Modification password(ModificationType type, @Nullable String password) {
    if (password == null) {
      throw new IllegalArgumentException("the request lacks a password");
    }
    return new Modification(
        type, "unicodePwd", ("\"" + password + "\"").getBytes(StandardCharsets.UTF_16LE));
  }

  private static Control hint(String oid) {
    return new Control(oid, false, new ASN1OctetString(ENFORCE));
  }
}
