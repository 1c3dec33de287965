package dev.tombolo.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** An administrator restores a user with a password, which hash synchronization overwrites. */
final class AdministratorRestore implements Chapter {
  private static final String UPN = "BenS@adatum.com";
  private static final String CHOSEN = "Chosen-Passw0rd1";

  @Override
  public String title() {
    return "Restore by an administrator, who creates the password";
  }

  @Override
  public void play(Stage stage) throws Exception {
    String dn = stage.onPremises().account("BenS");
    UUID guid = stage.onPremises().guid(dn);
    stage.step(
        "Remove-ADUser BenS; Start-ADSyncSyncCycle -PolicyType Delta",
        "the user is among the deleted users",
        () -> {
          String id = stage.user(UPN).path("id").asText();
          stage.onPremises().delete(dn);
          Seen cycle = stage.delta().exporting("export-delete", 1);
          return Seen.that(cycle.held() && stage.isInBin(id), cycle.text());
        });
    stage.step(
        "Restore-MsolUser; Let me create the password",
        "the user is live and not linked, and signs in with that password",
        () -> {
          stage.tombolo("user", "restore", UPN, "--password", CHOSEN);
          JsonNode user = stage.user(UPN);
          boolean synced = user.path("onPremisesSyncEnabled").asBoolean(true);
          boolean in = stage.cloud().signsIn(UPN, CHOSEN);
          return Seen.that(in && !synced, "synchronized: " + synced + ", signs in: " + in);
        });
    stage.step(
        "Restore-ADObject; Start-ADSyncSyncCycle -PolicyType Delta",
        "the link is there again",
        () -> {
          stage.onPremises().undelete(guid, dn);
          Seen cycle = stage.delta().exporting("export-add", 1);
          boolean synced = stage.user(UPN).path("onPremisesSyncEnabled").asBoolean();
          return Seen.that(cycle.held() && synced, cycle.text() + ", synchronized: " + synced);
        });
    stage.step(
        "Two minutes pass: the next password hash synchronization",
        "the chosen password is overwritten by that of Active Directory",
        () -> {
          stage.hashTick();
          boolean chosen = stage.cloud().signsIn(UPN, CHOSEN);
          boolean own = stage.cloud().signsIn(UPN, OnPremises.PASSWORD);
          return Seen.that(
              own && !chosen,
              "signs in with the chosen one: "
                  + chosen
                  + ", with that of Active Directory: "
                  + own);
        });
  }
}
