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
        requireAdministrator(session);
        new GarbageCollector(context.store(), context.clock()).collect();
      }
      case "schemaupdatenow",
          "fixupinheritance",
          "runprotectadmingroupstask",
          "updatecachedmemberships",
          "renewservercertificate",
          "becomedomainmaster",
          "becomeinfrastructuremaster",
          "becomepdc",
          "becomeridmaster",
          "becomeschemamaster" ->
          requireAdministrator(session);
      default -> throw AdError.UNWILLING.exception();
    }
  }

  private void requireAdministrator(Session session) throws DirectoryException {
    View view = context.store().snapshot();
    context
        .access()
        .require(
            session.caller(),
            view,
            ControlRight.MANAGE_OPTIONAL_FEATURES,
            view.object(Register.DOMAIN));
  }
}
