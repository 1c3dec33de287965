package dev.tombolo.directory.operation;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Control;
import dev.tombolo.ad.Oids;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.View;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * What control …2205 tells of an update (MS-ADTS 3.1.1.3.4.1.30): a USN not below any the update
 * took, and the invocationId it belongs to.
 */
public final class UpdateStats {
  private UpdateStats() {}

  /** The response controls of an update that is visible by now. */
  public static List<Control> of(DirectoryContext context, List<Control> requestControls) {
    boolean wanted =
        requestControls.stream().anyMatch(each -> each.getOID().equals(Oids.UPDATE_STATS));
    if (!wanted) {
      return List.of();
    }
    View view = context.store().snapshot();
    byte[] usn =
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(view.register(Register.USN))
            .array();
    byte[] invocation =
        view.existing(view.object(Register.DSA)).first(view.schema().wellKnown().invocationId);
    ASN1Sequence value =
        new ASN1Sequence(
            stat(Oids.HIGHEST_USN, usn),
            stat(Oids.INVOCATION_ID, invocation == null ? new byte[0] : invocation));
    return List.of(new Control(Oids.UPDATE_STATS, false, new ASN1OctetString(value.encode())));
  }

  private static ASN1Sequence stat(String oid, byte[] value) {
    return new ASN1Sequence(new ASN1OctetString(oid), new ASN1OctetString(value));
  }
}
