package dev.tombolo.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** A deletion that has not been synchronized: the seed's three checks. */
final class UnsynchronizedDelete implements Chapter {
  private static final String UPN = "LeeG@adatum.com";

  @Override
  public String title() {
    return "Recovering from unsynchronized deletes";
  }

  @Override
  public void play(Stage stage) throws Exception {
    String dn = stage.onPremises().account("LeeG");
    stage.step(
        "Remove-ADUser LeeG, and no cycle has run",
        "the linked object is still in the tenant",
        () -> {
          stage.onPremises().delete(dn);
          boolean live = stage.isLive(UPN);
          return Seen.that(live, "listed: " + live);
        });
    stage.step(
        "1. Start-ADSyncSyncCycle -PolicyType Delta",
        "one object is deleted in the tenant",
        () -> stage.delta().exporting("export-delete", 1));
    stage.step(
        "2. Synchronization Service Manager: all finished?",
        "the Status line of every step shows Success",
        () -> {
          JsonNode last = stage.tombolo("sync", "history", "--limit", "1").path(0);
          CycleReport report = new CycleReport(last);
          return Seen.that(
              report.succeeded(), last.path("steps").size() + " steps, " + report.shown());
        });
    stage.step(
        "3. Admin center: is the object deleted as expected?",
        "the user is no longer listed",
        () -> {
          boolean live = stage.isLive(UPN);
          return Seen.that(!live, "listed: " + live);
        });
  }
}
