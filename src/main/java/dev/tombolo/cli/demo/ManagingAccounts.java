package dev.tombolo.cli.demo;

import java.util.Map;

/** Users are created, changed and deleted on-premises; the cloud refuses to. */
final class ManagingAccounts implements Chapter {
  private static final String UPN = "NoraD@adatum.com";

  @Override
  public String title() {
    return "Managing user accounts";
  }

  @Override
  public void play(Stage stage) throws Exception {
    String dn = stage.onPremises().dn("CN=NoraD,OU=Sales,OU=Sync");
    stage.step(
        "New-ADUser NoraD; Start-ADSyncSyncCycle -PolicyType Delta",
        "one object is added to the tenant, and the user is synchronized",
        () -> {
          stage.onPremises().addUser("NoraD");
          Seen cycle = stage.delta().exporting("export-add", 1);
          boolean synced = stage.user(UPN).path("onPremisesSyncEnabled").asBoolean();
          return Seen.that(
              cycle.held() && synced, cycle.text() + ", onPremisesSyncEnabled=" + synced);
        });
    stage.step(
        "Admin center: change the display name of " + UPN,
        "refused: the source of authority is on-premises",
        () -> {
          String refusal = stage.cloud().patch("/users/" + UPN, Map.of("displayName", "Nora"));
          return Seen.that(
              refusal.contains("on-premises mastered"),
              refusal.isEmpty() ? "the tenant took it" : refusal);
        });
    stage.step(
        "Set-ADUser NoraD -DisplayName 'Nora Dahl'; Start-ADSyncSyncCycle -PolicyType Delta",
        "one object is updated, and the tenant shows the new name",
        () -> {
          stage.onPremises().set(dn, "displayName", "Nora Dahl");
          Seen cycle = stage.delta().exporting("export-update", 1);
          String name = stage.user(UPN).path("displayName").asText();
          return Seen.that(
              cycle.held() && name.equals("Nora Dahl"), cycle.text() + ", the name is " + name);
        });
    stage.step(
        "Admin center: assign the licence SPE_E5, which is managed in the cloud",
        "the licence is assigned, and a delta cycle leaves it alone",
        () -> {
          stage.tombolo("licence", "assign", UPN, "SPE_E5", "--usage-location", "US");
          Seen cycle = stage.delta().exporting("export-update", 0);
          int licences = stage.user(UPN).path("assignedLicenses").size();
          return Seen.that(cycle.held() && licences == 1, cycle.text() + ", licences: " + licences);
        });
    stage.step(
        "Remove-ADUser NoraD; Start-ADSyncSyncCycle -PolicyType Delta",
        "one object is deleted, and the user is no longer listed",
        () -> {
          stage.onPremises().delete(dn);
          Seen cycle = stage.delta().exporting("export-delete", 1);
          boolean live = stage.isLive(UPN);
          return Seen.that(cycle.held() && !live, cycle.text() + ", listed: " + live);
        });
  }
}
