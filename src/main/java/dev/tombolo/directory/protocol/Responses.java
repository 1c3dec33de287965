package dev.tombolo.directory.protocol;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.protocol.AddResponseProtocolOp;
import com.unboundid.ldap.protocol.BindResponseProtocolOp;
import com.unboundid.ldap.protocol.CompareResponseProtocolOp;
import com.unboundid.ldap.protocol.DeleteResponseProtocolOp;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyDNResponseProtocolOp;
import com.unboundid.ldap.protocol.ModifyResponseProtocolOp;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.Oids;
import dev.tombolo.directory.store.Octets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the responses that go with the kinds of requests. */
final class Responses {
  private Responses() {}

  /** What stands before a protocol op that is already in BER. */
  static Octets head(int messageId, Octets op) {
    Octets head = new Octets(16);
    int idLength = messageId < 0x80 ? 1 : messageId < 0x8000 ? 2 : messageId < 0x800000 ? 3 : 4;
    head.put(0x30).put(0x84).putInt(2 + idLength + op.size()).put(0x02).put(idLength);
    for (int i = idLength - 1; i >= 0; i--) {
      head.put(messageId >>> (8 * i));
    }
    return head;
  }

  /** A result that has nothing to add to its code. */
  static ProtocolOp result(byte request, ResultCode code) {
    return of(request, code, "", "", List.of());
  }

  /** A result that says why a request was not done. */
  static ProtocolOp failure(byte request, DirectoryException failure, String diagnostic) {
    return of(request, failure.resultCode(), failure.matchedDn(), diagnostic, failure.referrals());
  }

  private static ProtocolOp of(
      byte request, ResultCode code, String matchedDn, String diagnostic, List<String> referrals) {
    int number = code.intValue();
    return switch (request) {
      case LDAPMessage.PROTOCOL_OP_TYPE_BIND_REQUEST ->
          new BindResponseProtocolOp(number, matchedDn, diagnostic, referrals, null);
      case LDAPMessage.PROTOCOL_OP_TYPE_SEARCH_REQUEST ->
          new SearchResultDoneProtocolOp(number, matchedDn, diagnostic, referrals);
      case LDAPMessage.PROTOCOL_OP_TYPE_ADD_REQUEST ->
          new AddResponseProtocolOp(number, matchedDn, diagnostic, referrals);
      case LDAPMessage.PROTOCOL_OP_TYPE_MODIFY_REQUEST ->
          new ModifyResponseProtocolOp(number, matchedDn, diagnostic, referrals);
      case LDAPMessage.PROTOCOL_OP_TYPE_MODIFY_DN_REQUEST ->
          new ModifyDNResponseProtocolOp(number, matchedDn, diagnostic, referrals);
      case LDAPMessage.PROTOCOL_OP_TYPE_DELETE_REQUEST ->
          new DeleteResponseProtocolOp(number, matchedDn, diagnostic, referrals);
      case LDAPMessage.PROTOCOL_OP_TYPE_COMPARE_REQUEST ->
          new CompareResponseProtocolOp(number, matchedDn, diagnostic, referrals);
      default ->
          new ExtendedResponseProtocolOp(number, matchedDn, diagnostic, referrals, null, null);
    };
  }

  /** The result of a bind with a token for the client. */
  static ProtocolOp bind(ResultCode code, byte[] token) {
    return new BindResponseProtocolOp(
        code.intValue(), "", "", List.of(), token.length == 0 ? null : new ASN1OctetString(token));
  }

  /** The result of an extended request. */
  static ProtocolOp extended(String oid, byte @Nullable [] value) {
    return new ExtendedResponseProtocolOp(
        ResultCode.SUCCESS_INT_VALUE,
        "",
        "",
        List.of(),
        oid.isEmpty() ? null : oid,
        value == null ? null : new ASN1OctetString(value));
  }

  /** What a server says before it hangs up. */
  static ProtocolOp disconnection(ResultCode code, @Nullable String why) {
    return new ExtendedResponseProtocolOp(
        code.intValue(), "", why == null ? "" : why, List.of(), Oids.NOTICE_OF_DISCONNECTION, null);
  }
}
