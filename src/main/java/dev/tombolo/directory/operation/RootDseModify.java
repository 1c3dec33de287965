package dev.tombolo.directory.operation;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.lifecycle.GarbageCollector;
import dev.tombolo.directory.security.ControlRight;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.View;
import java.util.List;
import java.util.Locale;

/** Writes to the rootDSE, which are commands (MS-ADTS 3.1.1.3.3). */
final class RootDseModify {
  /** The commands there are, as {@code msDS-SupportedRootDSEModifications} tells them. */
  static final List<String> NAMES =
      List.of(
          "becomeDomainMaster",
          "becomeInfrastructureMaster",
          "becomePdc",
          "becomeRidMaster",
          "becomeSchemaMaster",
          "disableOptionalFeature",
          "doGarbageCollection",
          "enableOptionalFeature",
          "fixupInheritance",
          "renewServerCertificate",
          "runProtectAdminGroupsTask",
          "schemaUpdateNow",
          "updateCachedMemberships");

  private final DirectoryContext context;

  RootDseModify(DirectoryContext context) {
    this.context = context;
  }

  void run(Session session, List<Modification> modifications) throws DirectoryException {
    Modification command = modifications.get(0);
    boolean writes =
        command.getModificationType().equals(ModificationType.ADD)
            || command.getModificationType().equals(ModificationType.REPLACE);
    if (modifications.size() != 1 || !writes || command.getValues().length != 1) {
      throw AdError.UNWILLING.exception();
    }
    String value = command.getValues()[0];
    switch (command.getAttributeName().toLowerCase(Locale.ROOT)) {
      case "enableoptionalfeature" -> new OptionalFeatures(context).enable(session, value);
      case "disableoptionalfeature" -> new OptionalFeatures(context).disable(session, value);
      case "dogarbagecollection" -> {
        require(session, ControlRight.DO_GARBAGE_COLLECTION, Register.DSA);
        new GarbageCollector(context.store(), context.clock()).collect();
      }
      case "runprotectadmingroupstask" -> {
        require(session, ControlRight.PROTECT_ADMIN_GROUPS, Register.DOMAIN);
        new ProtectionTask(context).run();
      }
      // What these ask for is so already: whoever may ask is told that it is done.
      case "schemaupdatenow" -> require(session, ControlRight.UPDATE_SCHEMA_CACHE, Register.SCHEMA);
      case "fixupinheritance" ->
          require(session, ControlRight.RECALCULATE_INHERITANCE, Register.DSA);
      case "updatecachedmemberships" ->
          require(session, ControlRight.REFRESH_GROUP_CACHE, Register.DSA);
      case "renewservercertificate" ->
          require(session, ControlRight.RELOAD_CERTIFICATE, Register.DSA);
      case "becomeschemamaster" ->
          require(session, ControlRight.CHANGE_SCHEMA_MASTER, Register.SCHEMA);
      case "becomepdc" -> require(session, ControlRight.CHANGE_PDC, Register.DOMAIN);
      case "becomedomainmaster" ->
          require(
              session,
              ControlRight.CHANGE_DOMAIN_MASTER,
              below(Register.CONFIGURATION, "Partitions"));
      case "becomeinfrastructuremaster" ->
          require(
              session,
              ControlRight.CHANGE_INFRASTRUCTURE_MASTER,
              below(Register.DOMAIN, "Infrastructure"));
      case "becomeridmaster" ->
          require(
              session,
              ControlRight.CHANGE_RID_MASTER,
              below(Register.DOMAIN, "System", "RID Manager$"));
      default -> throw AdError.UNWILLING.exception();
    }
  }

  private int below(Register head, String... names) {
    View view = context.store().snapshot();
    int at = view.object(head);
    for (String name : names) {
      at = view.child(at, name);
    }
    return at;
  }

  private void require(Session session, ControlRight right, Register object)
      throws DirectoryException {
    require(session, right, context.store().snapshot().object(object));
  }

  private void require(Session session, ControlRight right, int object) throws DirectoryException {
    context.access().require(session.caller(), context.store().snapshot(), right, object);
  }
}
