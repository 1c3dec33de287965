package dev.tombolo.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** What thirty days do to a deleted user. */
final class ThirtyDays implements Chapter {
  private static final String RESTORED = "DiegoS@adatum.com";
  private static final String PURGED = "GradyA@adatum.com";

  @Override
  public String title() {
    return "Thirty days, and the purge";
  }

  @Override
  public void play(Stage stage) throws Exception {
    String restored = stage.user(RESTORED).path("id").asText();
    String purged = stage.user(PURGED).path("id").asText();
    String dn = stage.onPremises().account("GradyA");
    UUID guid = stage.onPremises().guid(dn);
    stage.tombolo("licence", "assign", PURGED, "SPE_E5", "--usage-location", "US");
    stage.step(
        "Remove-ADUser DiegoS and GradyA; Start-ADSyncSyncCycle -PolicyType Delta",
        "two objects are deleted in the tenant",
        () -> {
          stage.onPremises().delete(stage.onPremises().account("DiegoS"));
          stage.onPremises().delete(dn);
          return stage.delta().exporting("export-delete", 2);
        });
    stage.step(
        "29 days and 23 hours pass; Restore-MsolUser -UserPrincipalName " + RESTORED,
        "the user can still be restored",
        () -> {
          stage.advance("P29DT23H");
          stage.tombolo("user", "restore", RESTORED);
          boolean same = stage.user(RESTORED).path("id").asText().equals(restored);
          return Seen.that(same, "live, same object id: " + same);
        });
    stage.step(
        "Another hour passes; Restore-MsolUser -UserPrincipalName " + PURGED,
        "the user is purged and cannot be restored",
        () -> {
          stage.advance("PT1H1S");
          boolean deleted = stage.isInBin(purged);
          Outcome refused = stage.world().tombolo("user", "restore", purged);
          return Seen.that(
              !deleted && refused.code() == 1,
              "in the recycle bin: " + deleted + "; " + refused.refusal());
        });
    stage.step(
        "Restore-ADObject GradyA; Start-ADSyncSyncCycle -PolicyType Delta",
        "a new user with another object id and without a licence",
        () -> {
          stage.onPremises().undelete(guid, dn);
          Seen cycle = stage.delta().exporting("export-add", 1);
          JsonNode user = stage.user(PURGED);
          boolean same = user.path("id").asText().equals(purged);
          int licences = user.path("assignedLicenses").size();
          return Seen.that(
              cycle.held() && !same && licences == 0,
              cycle.text() + ", same object id: " + same + ", licences: " + licences);
        });
  }
}
