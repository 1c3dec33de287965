package dev.tombolo.directory.protocol;

import com.unboundid.ldap.protocol.LDAPMessage;
import org.jspecify.annotations.Nullable;

/** The id and the kind of a message whose elements are known to be whole. */
record Envelope(int messageId, byte operation) {
  static @Nullable Envelope of(byte[] frame) {
    int at = 2 + (frame[1] < 0 ? frame[1] & 0x7F : 0);
    if (at + 3 > frame.length || frame[at] != 0x02 || frame[at + 1] < 1 || frame[at + 1] > 4) {
      return null;
    }
    int length = frame[at + 1];
    if (at + 2 + length >= frame.length) {
      return null;
    }
    int id = 0;
    for (int i = 0; i < length; i++) {
      id = id << 8 | (frame[at + 2 + i] & 0xFF);
    }
    return new Envelope(id, frame[at + 2 + length]);
  }

  boolean isSearch() {
    return operation == LDAPMessage.PROTOCOL_OP_TYPE_SEARCH_REQUEST;
  }

  boolean hasResponse() {
    return switch (operation) {
      case LDAPMessage.PROTOCOL_OP_TYPE_BIND_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_SEARCH_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_ADD_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_MODIFY_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_MODIFY_DN_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_DELETE_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_COMPARE_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_EXTENDED_REQUEST ->
          true;
      default -> false;
    };
  }
}
