package dev.tombolo.directory.protocol;

import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.CompareRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyDNRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.Modification;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Requests in a line for people to read, without anything that is secret. */
final class RequestText {
  private static final int LONGEST = 2000;

  /** Attributes whose values are passwords or made of them, in lower case. */
  private static final Set<String> SECRET =
      Set.of(
          "unicodepwd",
          "userpassword",
          "dbcspwd",
          "ntpwdhistory",
          "lmpwdhistory",
          "supplementalcredentials",
          "cleartextpassword",
          "currentvalue",
          "priorvalue",
          "initialauthincoming",
          "initialauthoutgoing",
          "trustauthincoming",
          "trustauthoutgoing");

  private RequestText() {}

  /** What an exchange is about. */
  static String of(Exchange exchange) {
    LDAPMessage message = exchange.request();
    String what =
        switch (message.getProtocolOpType()) {
          case LDAPMessage.PROTOCOL_OP_TYPE_BIND_REQUEST ->
              bind(exchange, message.getBindRequestProtocolOp());
          case LDAPMessage.PROTOCOL_OP_TYPE_SEARCH_REQUEST ->
              search(message.getSearchRequestProtocolOp());
          case LDAPMessage.PROTOCOL_OP_TYPE_ADD_REQUEST ->
              "ADD dn=" + quote(message.getAddRequestProtocolOp().getDN());
          case LDAPMessage.PROTOCOL_OP_TYPE_MODIFY_REQUEST ->
              modify(message.getModifyRequestProtocolOp());
          case LDAPMessage.PROTOCOL_OP_TYPE_MODIFY_DN_REQUEST ->
              modifyDn(message.getModifyDNRequestProtocolOp());
          case LDAPMessage.PROTOCOL_OP_TYPE_DELETE_REQUEST ->
              "DELETE dn=" + quote(message.getDeleteRequestProtocolOp().getDN());
          case LDAPMessage.PROTOCOL_OP_TYPE_COMPARE_REQUEST ->
              compare(message.getCompareRequestProtocolOp());
          default -> "EXTENDED oid=" + quote(message.getExtendedRequestProtocolOp().getOID());
        };
    return message.getControls().isEmpty()
        ? what
        : what
            + " controls="
            + message.getControls().stream()
                .map(control -> plain(control.getOID()) + (control.isCritical() ? "!" : ""))
                .collect(Collectors.joining(","));
  }

  private static String bind(Exchange exchange, BindRequestProtocolOp op) {
    String method =
        exchange
            .sicily()
            .map(sicily -> "sicily-" + sicily.stage().name().toLowerCase(Locale.ROOT))
            .orElseGet(() -> op.getSASLMechanism() == null ? "simple" : op.getSASLMechanism());
    return "BIND dn=" + quote(op.getBindDN()) + " method=" + plain(method);
  }

  private static String search(SearchRequestProtocolOp op) {
    return "SEARCH base="
        + quote(op.getBaseDN())
        + " scope="
        + op.getScope().getName()
        + " filter="
        + quote(filter(op.getFilter()))
        + " attrs="
        + (op.getAttributes().isEmpty() ? "*" : plain(String.join(",", op.getAttributes())));
  }

  private static String modify(ModifyRequestProtocolOp op) {
    List<Modification> modifications = op.getModifications();
    return "MODIFY dn="
        + quote(op.getDN())
        + " attrs="
        + plain(
            modifications.stream()
                .map(each -> each.getModificationType().getName() + ":" + each.getAttributeName())
                .collect(Collectors.joining(",")));
  }

  private static String modifyDn(ModifyDNRequestProtocolOp op) {
    String superior = op.getNewSuperiorDN();
    return "MODIFYDN dn="
        + quote(op.getDN())
        + " newrdn="
        + quote(op.getNewRDN())
        + (superior == null ? "" : " newsuperior=" + quote(superior));
  }

  private static String compare(CompareRequestProtocolOp op) {
    return "COMPARE dn=" + quote(op.getDN()) + " attr=" + plain(op.getAttributeName());
  }

  private static String filter(Filter filter) {
    return names(filter) ? "(hidden)" : filter.toString();
  }

  /** Whether a filter names an attribute whose values are secret. */
  private static boolean names(Filter filter) {
    return switch (filter.getFilterType()) {
      case Filter.FILTER_TYPE_AND, Filter.FILTER_TYPE_OR ->
          Arrays.stream(filter.getComponents()).anyMatch(RequestText::names);
      case Filter.FILTER_TYPE_NOT -> names(filter.getNOTComponent());
      default -> {
        String name = filter.getAttributeName();
        yield name == null || isSecret(name);
      }
    };
  }

  private static boolean isSecret(String attribute) {
    String lower = attribute.toLowerCase(Locale.ROOT);
    int option = lower.indexOf(';');
    return SECRET.contains(option < 0 ? lower : lower.substring(0, option))
        || lower.matches("[0-9.]+"); // a number is looked up by nobody here
  }

  /** A text in quotes, on one line and not without end. */
  static String quote(String text) {
    return '"' + escape(text, "\"\\") + '"';
  }

  /** A text that takes no quotes when it is what it should be. */
  private static String plain(String text) {
    return escape(text, " \"\\");
  }

  private static String escape(String text, String further) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    int end = Math.min(text.length(), LONGEST);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else if (c == '"' && further.indexOf(c) >= 0) {
        out.append("\\\"");
      } else if (c == ' ' && further.indexOf(c) >= 0) {
        out.append("\\u0020");
      } else {
        out.append(c);
      }
    }
    return end < text.length() ? out.append('…').toString() : out.toString();
  }
}
