package dev.tombolo.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** A linked object that no sync server deletes any more, and that an administrator removes. */
final class OrphanedUser implements Chapter {
  private static final String UPN = "StellaC@adatum.com";

  @Override
  public String title() {
    return "An orphaned object is removed by hand";
  }

  @Override
  public void play(Stage stage) throws Exception {
    String id = stage.user(UPN).path("id").asText();
    stage.step(
        "Remove-ADUser StellaC; the sync server is lost, a new one runs"
            + " Start-ADSyncSyncCycle -PolicyType Initial",
        "Success, nothing deleted: the new server never saw the user on-premises",
        () -> {
          stage.onPremises().delete(stage.onPremises().account("StellaC"));
          try (World rebuilt = stage.world().anotherSyncServer()) {
            JsonNode cycle = Stage.answer(rebuilt, "sync", "start", "--policy", "initial");
            return new CycleReport(cycle).exporting("export-delete", 0);
          }
        });
    stage.step(
        "Get-MsolUser -UserPrincipalName " + UPN,
        "still there, still marked as synchronized: an orphan",
        () -> {
          boolean synced = stage.user(UPN).path("onPremisesSyncEnabled").asBoolean();
          return Seen.that(synced, "listed, synchronized: " + synced);
        });
    stage.step(
        "Remove-MsolUser -UserPrincipalName " + UPN,
        "the orphan is among the deleted users",
        () -> {
          stage.tombolo("user", "remove", UPN, "--force");
          boolean live = stage.isLive(UPN);
          boolean deleted = stage.isInBin(id);
          return Seen.that(
              deleted && !live, "listed: " + live + ", in the recycle bin: " + deleted);
        });
    stage.step(
        "Start-ADSyncSyncCycle -PolicyType Delta",
        "Status Success, and the user stays deleted",
        () -> {
          CycleReport cycle = stage.delta();
          boolean deleted = stage.isInBin(id);
          return Seen.that(
              cycle.succeeded() && deleted, cycle.shown() + ", in the recycle bin: " + deleted);
        });
  }
}
