package dev.tombolo.cli.demo;

/** A user is moved into an organizational unit that is not synchronized, and back. */
final class OutOfScope implements Chapter {
  private static final String UPN = "AlexW@adatum.com";

  @Override
  public String title() {
    return "A user is moved out of the scope of organizational units";
  }

  @Override
  public void play(Stage stage) throws Exception {
    String dn = stage.onPremises().account("AlexW");
    String id = stage.user(UPN).path("id").asText();
    stage.step(
        "Move-ADObject AlexW to OU=NoSync; Start-ADSyncSyncCycle -PolicyType Delta",
        "the user is soft-deleted in the tenant",
        () -> {
          stage.onPremises().move(dn, stage.onPremises().dn("OU=NoSync"));
          Seen cycle = stage.delta().exporting("export-delete", 1);
          boolean deleted = !stage.isLive(UPN) && stage.isInBin(id);
          return Seen.that(
              cycle.held() && deleted, cycle.text() + ", in the recycle bin: " + deleted);
        });
    stage.step(
        "Move-ADObject AlexW back; Start-ADSyncSyncCycle -PolicyType Delta",
        "the same user is live and synchronized again",
        () -> {
          stage
              .onPremises()
              .move(stage.onPremises().account("AlexW"), dn.substring(dn.indexOf(',') + 1));
          Seen cycle = stage.delta().exporting("export-add", 1);
          boolean same = stage.user(UPN).path("id").asText().equals(id);
          return Seen.that(cycle.held() && same, cycle.text() + ", same object id: " + same);
        });
  }
}
