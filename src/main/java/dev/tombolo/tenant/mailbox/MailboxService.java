package dev.tombolo.tenant.mailbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.address.Addressing;
import dev.tombolo.tenant.api.Ids;
import dev.tombolo.tenant.model.AuditEntry;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.model.ProxyAddress;
import dev.tombolo.tenant.model.ServicePlan;
import dev.tombolo.tenant.model.SkuCatalog;
import dev.tombolo.tenant.model.UniqueValue;
import dev.tombolo.tenant.store.Mailboxes;
import dev.tombolo.tenant.store.Unit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Users' mailboxes, as Exchange Online manages them. */
public final class MailboxService {
  private static final String ARCHIVE_GUID = "ArchiveGuid";
  private static final Set<String> MASTERED =
      Set.of(
          "emailaddresses",
          "primarysmtpaddress",
          "windowsemailaddress",
          "alias",
          "displayname",
          "hiddenfromaddresslistsenabled");

  private final Unit unit;

  /** Works inside a unit of work. */
  public MailboxService(Unit unit) {
    this.unit = unit;
  }

  /**
   * The live user with a mailbox that an identity names: object id, user principal name or address.
   *
   * @throws MailboxException when there is none
   */
  public DirectoryObject owner(String identity) {
    Optional<DirectoryObject> byId = Ids.parse(identity).flatMap(unit.objects()::find);
    return byId.or(() -> unit.objects().holder(UniqueValue.address(identity)))
        .filter(object -> object.type() == ObjectType.USER && !object.deleted())
        .filter(user -> new Addressing(unit).hasMailbox(user.id()))
        .orElseThrow(() -> MailboxException.notFound(identity));
  }

  /** A mailbox as {@code Get-Mailbox} shows it. */
  public ObjectNode show(DirectoryObject user) {
    ObjectNode kept = new Mailboxes(unit).find(user.id());
    ObjectNode mailbox = JsonNodeFactory.instance.objectNode();
    mailbox.put("ExternalDirectoryObjectId", user.id().toString());
    mailbox.put("UserPrincipalName", user.text(Property.USER_PRINCIPAL_NAME).orElse(null));
    mailbox.put("DisplayName", user.text(Property.DISPLAY_NAME).orElse(null));
    mailbox.put("Alias", user.text(Property.MAIL_NICKNAME).orElse(null));
    mailbox.put("PrimarySmtpAddress", user.text(Property.MAIL).orElse(null));
    mailbox.put("RecipientTypeDetails", "UserMailbox");
    mailbox.put("IsDirSynced", user.synced());
    boolean archive = kept.has(ARCHIVE_GUID) || archivedFromOnPremises(user);
    mailbox.put("ArchiveStatus", archive ? "Active" : "None");
    mailbox.put(
        "ArchiveState",
        !archive ? "None" : managedOnPremises(user) ? "HostedProvisioned" : "Local");
    mailbox.put(
        ARCHIVE_GUID, kept.path(ARCHIVE_GUID).asText("00000000-0000-0000-0000-000000000000"));
    for (MailboxSetting setting : MailboxSetting.values()) {
      JsonNode value = kept.get(setting.parameter());
      mailbox.set(setting.parameter(), value == null ? setting.byDefault() : value);
    }
    return mailbox;
  }

  /** Exchange on-premises has asked for an archive in the cloud: bit 1 of the remote type. */
  private boolean archivedFromOnPremises(DirectoryObject user) {
    return user.text(Property.MS_EXCH_ARCHIVE_GUID).isPresent()
        && managedOnPremises(user)
        && mayArchive(user);
  }

  private static boolean managedOnPremises(DirectoryObject user) {
    return user.synced() && user.text(Property.MS_EXCH_REMOTE_RECIPIENT_TYPE).isPresent();
  }

  private boolean mayArchive(DirectoryObject user) {
    return unit.licences().of(user.id()).stream()
        .flatMap(licence -> SkuCatalog.plansOf(licence).stream())
        .anyMatch(ServicePlan::archive);
  }

  /**
   * Gives a mailbox an in-place archive (reference §6.4).
   *
   * @throws MailboxException when Exchange on-premises has the say, no licence allows it, or there
   *     is one
   */
  public ObjectNode enableArchive(DirectoryObject user) {
    String name = user.label();
    if (managedOnPremises(user)) {
      throw MailboxException.archiveIsOnPremises(user.text(Property.DISPLAY_NAME).orElse(name));
    }
    if (!mayArchive(user)) {
      throw MailboxException.refused(
          "The archive for '"
              + name
              + "' can't be enabled because no license that includes an"
              + " archive is assigned to the user.");
    }
    ObjectNode kept = new Mailboxes(unit).edit(user.id());
    if (kept.has(ARCHIVE_GUID)) {
      throw MailboxException.refused("The mailbox '" + name + "' already has an archive.");
    }
    kept.put(ARCHIVE_GUID, unit.newId().toString());
    return saved(user, kept, "Enable-Mailbox", "The in-place archive was enabled");
  }

  /**
   * Takes the archive from a mailbox.
   *
   * @throws MailboxException when Exchange on-premises has the say, or there is none
   */
  public ObjectNode disableArchive(DirectoryObject user) {
    if (managedOnPremises(user)) {
      throw MailboxException.outOfWriteScope(
          user.text(Property.DISPLAY_NAME).orElseGet(user::label), "Disable-Mailbox", "Archive");
    }
    ObjectNode kept = new Mailboxes(unit).edit(user.id());
    if (kept.remove(ARCHIVE_GUID) == null) {
      throw MailboxException.refused("The mailbox '" + user.label() + "' has no archive.");
    }
    return saved(user, kept, "Disable-Mailbox", "The in-place archive was disabled");
  }

  /**
   * Changes settings, all or none.
   *
   * @param parameters by the names of {@code Set-Mailbox}, in any case
   * @throws MailboxException when one is unknown, is given a value of another kind, or is mastered
   *     on-premises
   */
  public ObjectNode change(DirectoryObject user, Map<String, JsonNode> parameters) {
    ObjectNode kept = new Mailboxes(unit).edit(user.id());
    parameters.forEach((name, value) -> set(user, kept, name, value));
    return saved(user, kept, "Set-Mailbox", "The mailbox was changed");
  }

  private static void set(DirectoryObject user, ObjectNode kept, String name, JsonNode value) {
    Optional<MailboxSetting> setting = MailboxSetting.find(name);
    if (setting.isEmpty()) {
      boolean known =
          MASTERED.contains(name.toLowerCase(Locale.ROOT))
              || name.matches("(?i)CustomAttribute([1-9]|1[0-5])");
      throw known && user.synced()
          ? MailboxException.outOfWriteScope(
              user.text(Property.DISPLAY_NAME).orElseGet(user::label), "Set-Mailbox", name)
          : MailboxException.refused(
              known
                  ? "The parameter '" + name + "' is set as a property of the user, by Graph."
                  : "A parameter cannot be found that matches parameter name '" + name + "'.");
    }
    boolean address = setting.get() == MailboxSetting.FORWARDING_SMTP_ADDRESS && value.isTextual();
    String bare = value.asText("").replaceFirst("(?i)^smtp:", "");
    if (!setting.get().admits(value) || (address && !ProxyAddress.wellFormed(bare))) {
      throw MailboxException.refused(
          "Cannot process argument transformation on parameter '"
              + setting.get().parameter()
              + "'.");
    }
    if (value.equals(setting.get().byDefault())) {
      kept.remove(setting.get().parameter());
    } else {
      kept.set(setting.get().parameter(), value);
    }
  }

  private ObjectNode saved(DirectoryObject user, ObjectNode kept, String cmdlet, String summary) {
    new Mailboxes(unit).save(user.id(), kept);
    unit.audit()
        .add(
            new AuditEntry(
                cmdlet,
                "UserManagement",
                "Exchange",
                true,
                "",
                List.of(AuditEntry.Target.of(user)),
                Map.of()));
    unit.journal("mailbox", user, summary);
    return show(user);
  }
}
