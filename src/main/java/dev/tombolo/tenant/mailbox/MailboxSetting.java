package dev.tombolo.tenant.mailbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.Optional;

/** The settings of a mailbox that the cloud has the say of, for synchronized users too. */
enum MailboxSetting {
  FORWARDING_SMTP_ADDRESS("ForwardingSmtpAddress", NullNode.getInstance()),
  DELIVER_AND_FORWARD("DeliverToMailboxAndForward", BooleanNode.FALSE),
  LITIGATION_HOLD("LitigationHoldEnabled", BooleanNode.FALSE),
  RETENTION_HOLD("RetentionHoldEnabled", BooleanNode.FALSE),
  RETENTION_POLICY("RetentionPolicy", TextNode.valueOf("Default MRM Policy")),
  ROLE_ASSIGNMENT_POLICY(
      "RoleAssignmentPolicy", TextNode.valueOf("Default Role Assignment Policy")),
  AUDIT("AuditEnabled", BooleanNode.TRUE);

  private final String parameter;
  private final JsonNode byDefault;

  MailboxSetting(String parameter, JsonNode byDefault) {
    this.parameter = parameter;
    this.byDefault = byDefault;
  }

  /** Its name as a parameter of {@code Set-Mailbox} and a property of {@code Get-Mailbox}. */
  String parameter() {
    return parameter;
  }

  JsonNode byDefault() {
    return byDefault;
  }

  /** Whether a value is of the setting's kind. */
  boolean admits(JsonNode value) {
    return byDefault.isBoolean() ? value.isBoolean() : value.isTextual() || value.isNull();
  }

  /** The setting with a name, in any case. */
  static Optional<MailboxSetting> find(String parameter) {
    return Arrays.stream(values())
        .filter(setting -> setting.parameter.equalsIgnoreCase(parameter))
        .findFirst();
  }
}
