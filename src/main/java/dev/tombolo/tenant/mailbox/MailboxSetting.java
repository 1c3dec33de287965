package dev.tombolo.tenant.mailbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.Optional;

/** The settings of a mailbox that the cloud has the say of, for synchronized users too. */
enum MailboxSetting {
  FORWARDING_SMTP_ADDRESS("ForwardingSmtpAddress", "null"),
  DELIVER_AND_FORWARD("DeliverToMailboxAndForward", "false"),
  LITIGATION_HOLD("LitigationHoldEnabled", "false"),
  RETENTION_HOLD("RetentionHoldEnabled", "false"),
  RETENTION_POLICY("RetentionPolicy", "Default MRM Policy"),
  ROLE_ASSIGNMENT_POLICY("RoleAssignmentPolicy", "Default Role Assignment Policy"),
  AUDIT("AuditEnabled", "true");

  private final String parameter;
  private final String byDefault;

  MailboxSetting(String parameter, String byDefault) {
    this.parameter = parameter;
    this.byDefault = byDefault;
  }

  /** Its name as a parameter of {@code Set-Mailbox} and a property of {@code Get-Mailbox}. */
  String parameter() {
    return parameter;
  }

  /** Its value when nobody has set another; its kind is the setting's. */
  JsonNode byDefault() {
    return switch (byDefault) {
      case "null" -> NullNode.getInstance();
      case "true" -> BooleanNode.TRUE;
      case "false" -> BooleanNode.FALSE;
      default -> TextNode.valueOf(byDefault);
    };
  }

  /** Whether a value is of the setting's kind. */
  boolean admits(JsonNode value) {
    return byDefault().isBoolean() ? value.isBoolean() : value.isTextual() || value.isNull();
  }

  /** The setting with a name, in any case. */
  static Optional<MailboxSetting> find(String parameter) {
    return Arrays.stream(values())
        .filter(setting -> setting.parameter.equalsIgnoreCase(parameter))
        .findFirst();
  }
}
