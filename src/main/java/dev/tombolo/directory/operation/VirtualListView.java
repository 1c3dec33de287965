package dev.tombolo.directory.operation;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Enumerated;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.Oids;
import java.util.List;

/**
 * A window on a sorted result (MS-ADTS 3.1.1.3.4.1.17, draft-ietf-ldapext-ldapv3-vlv): objects
 * around a place in the list, or around the first that is not before a value. Objects without the
 * sort attribute are not in the list.
 */
final class VirtualListView {
  private static final byte BY_OFFSET = (byte) 0xA0;
  private static final byte AT_LEAST = (byte) 0x81;

  private VirtualListView() {}

  /** The place a window is around. */
  sealed interface Target permits ByOffset, AtLeast {}

  /** A place in a list that the client believes to be so long; 0 when it does not know. */
  record ByOffset(int offset, int contentCount) implements Target {}

  /** The first object that is not before a value. */
  record AtLeast(ASN1OctetString value) implements Target {}

  /**
   * The request control.
   *
   * @param before how many objects before the target are wanted
   * @param after how many after it
   */
  record Request(int before, int after, Target target) {
    static Request decode(ASN1Element[] parts) throws ASN1Exception {
      int before = ASN1Integer.decodeAsInteger(parts[0]).intValue();
      int after = ASN1Integer.decodeAsInteger(parts[1]).intValue();
      Target target = target(parts[2]);
      if (before < 0 || after < 0) {
        throw new ASN1Exception("a window has no negative size");
      }
      return new Request(before, after, target);
    }

    private static Target target(ASN1Element choice) throws ASN1Exception {
      if (choice.getType() == AT_LEAST) {
        return new AtLeast(new ASN1OctetString(choice.getValue()));
      }
      if (choice.getType() != BY_OFFSET) {
        throw new ASN1Exception("neither an offset nor a value");
      }
      ASN1Element[] parts = ASN1Sequence.decodeAsSequence(choice).elements();
      ByOffset target =
          new ByOffset(
              ASN1Integer.decodeAsInteger(parts[0]).intValue(),
              ASN1Integer.decodeAsInteger(parts[1]).intValue());
      if (target.offset < 0 || target.contentCount < 0) {
        throw new ASN1Exception("a place is not negative");
      }
      return target;
    }
  }

  /**
   * The objects in the window; the response control says where in the list it is.
   *
   * @throws DirectoryException offsetRangeError for a place before the first of a list that the
   *     client knows the length of
   */
  static Results show(Sorting.Sorted sorted, Request request, List<Control> responses)
      throws DirectoryException {
    Sorting.Sorted list = sorted.keyed();
    int size = list.size();
    int position = position(list, request.target);
    responses.add(response(position, size, ResultCode.SUCCESS_INT_VALUE));
    long from = Math.max(0, position - 1L - request.before);
    long to = Math.min(size, (long) position + request.after);
    return list.between((int) Math.min(from, size), (int) to);
  }

  /** Counted from 1; one more than the size when every object is before it. */
  private static int position(Sorting.Sorted list, Target target) throws DirectoryException {
    int size = list.size();
    if (target instanceof AtLeast wanted) {
      return list.before(wanted.value.getValue()) + 1;
    }
    ByOffset place = (ByOffset) target;
    if (place.offset == 0 && place.contentCount != 0) {
      DirectoryException refusal = AdError.OFFSET_RANGE.exception();
      throw refusal.with(List.of(response(0, size, refusal.resultCode().intValue())));
    }
    long position = place.offset;
    if (place.contentCount != 0 && place.offset != 1) {
      position = (long) size * place.offset / place.contentCount;
    }
    return (int) Math.max(1, Math.min(position, size + 1L));
  }

  /** The response control. */
  static Control response(int position, int size, int result) {
    ASN1Sequence value =
        new ASN1Sequence(
            new ASN1Integer(position), new ASN1Integer(size), new ASN1Enumerated(result));
    return new Control(Oids.VLV_RESPONSE, false, new ASN1OctetString(value.encode()));
  }
}
