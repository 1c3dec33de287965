package dev.tombolo.cli.demo;

/** Passwords that are set in the cloud arrive on-premises, or nowhere. */
final class PasswordWriteback implements Chapter {
  private static final String UPN = "MiriamG@adatum.com";
  private static final String NEXT = "Wr1tten-Back-1";
  private static final String RESET = "R3set-By-Adm1n";
  private static final String SHORT = "Sh0rt-Pw";

  @Override
  public String title() {
    return "Password writeback";
  }

  @Override
  public void play(Stage stage) throws Exception {
    stage.hashTick();
    stage.step(
        "The user changes the password in the settings of Microsoft 365",
        "it is written back: the new password is good in the cloud and on-premises",
        () -> {
          stage.tombolo(
              "password",
              "change",
              UPN,
              "--current-password",
              OnPremises.PASSWORD,
              "--new-password",
              NEXT);
          return both(stage, NEXT, true);
        });
    stage.step(
        "An administrator resets the password in the Azure portal",
        "it is written back as well",
        () -> {
          stage.tombolo("password", "reset", UPN, "--new-password", RESET);
          return both(stage, RESET, true);
        });
    stage.step(
        "The domain wants twelve characters; a reset to eight",
        "refused by the policy on-premises, and neither side is changed",
        () -> {
          String domain = String.valueOf(stage.world().ready().baseDn());
          stage.onPremises().set(domain, "minPwdLength", "12");
          Outcome refused =
              stage.world().tombolo("password", "reset", UPN, "--new-password", SHORT);
          stage.onPremises().set(domain, "minPwdLength", "7");
          Seen changed = both(stage, SHORT, false);
          Seen before = both(stage, RESET, true);
          return Seen.that(
              refused.code() == 1 && changed.held() && before.held(),
              refused.code() == 0 ? "the reset was taken" : refused.refusal());
        });
    stage.step(
        "Start-ADSyncSyncCycle -PolicyType Delta; the next password hash synchronization",
        "both sides agree, and the password of before is good no more",
        () -> {
          Seen cycle = stage.delta().exporting("export-add", 0);
          stage.hashTick();
          Seen now = both(stage, RESET, true);
          boolean old = stage.cloud().signsIn(UPN, OnPremises.PASSWORD);
          return Seen.that(cycle.held() && now.held() && !old, cycle.text() + ", " + now.text());
        });
  }

  private static Seen both(Stage stage, String password, boolean wanted) throws Exception {
    boolean cloud = stage.cloud().signsIn(UPN, password);
    boolean domain = stage.onPremises().signsIn(UPN, password);
    return Seen.that(
        cloud == wanted && domain == wanted,
        "signs in to the cloud: " + cloud + ", to the domain: " + domain);
  }
}
