package dev.tombolo.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** A user is deleted by mistake, and comes back from Active Directory's recycle bin. */
final class AccidentalDelete implements Chapter {
  private static final String UPN = "AdeleV@adatum.com";

  @Override
  public String title() {
    return "A user account that was accidentally deleted";
  }

  @Override
  public void play(Stage stage) throws Exception {
    String dn = stage.onPremises().account("AdeleV");
    UUID guid = stage.onPremises().guid(dn);
    stage.tombolo("licence", "assign", UPN, "SPE_E5", "--usage-location", "US");
    String id = stage.user(UPN).path("id").asText();
    int seats = stage.seats("SPE_E5");
    stage.step(
        "Remove-ADUser AdeleV; Start-ADSyncSyncCycle -PolicyType Delta",
        "Status Success, one object deleted in the tenant",
        () -> {
          stage.onPremises().delete(dn);
          return stage.delta().exporting("export-delete", 1);
        });
    stage.step(
        "Admin center: Users, Deleted users",
        "the user is there with its immutable id, no longer synchronized, under a prefixed name",
        () -> {
          JsonNode user = stage.deleted(id);
          String name = user.path("userPrincipalName").asText();
          boolean held =
              !stage.isLive(UPN)
                  && user.hasNonNull("deletedDateTime")
                  && user.hasNonNull("onPremisesImmutableId")
                  && !user.path("onPremisesSyncEnabled").asBoolean(true)
                  && name.equals(id.replace("-", "") + UPN);
          return Seen.that(held, name + ", deleted " + user.path("deletedDateTime").asText());
        });
    stage.step(
        "Get-MsolAccountSku",
        "the user's licence can be given to somebody else",
        () -> {
          int now = stage.seats("SPE_E5");
          return Seen.that(now == seats - 1, "seats taken: " + seats + " before, " + now + " now");
        });
    stage.step(
        "Restore-ADObject from the recycle bin; Start-ADSyncSyncCycle -PolicyType Delta",
        "Status Success, one object added",
        () -> {
          stage.onPremises().undelete(guid, dn);
          return stage.delta().exporting("export-add", 1);
        });
    stage.step(
        "Get-MsolUser -UserPrincipalName " + UPN,
        "the same user, linked again, with the licence",
        () -> {
          JsonNode user = stage.user(UPN);
          boolean same = user.path("id").asText().equals(id);
          boolean synced = user.path("onPremisesSyncEnabled").asBoolean();
          int licences = user.path("assignedLicenses").size();
          return Seen.that(
              same && synced && licences == 1,
              "same object id: " + same + ", synchronized: " + synced + ", licences: " + licences);
        });
    stage.step(
        "Start-ADSyncSyncCycle -PolicyType Delta once more",
        "nothing is left to export",
        () -> stage.delta().exporting("export-add", 0));
  }
}
