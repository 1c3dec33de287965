package dev.tombolo.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.sdk.Attribute;
import java.util.Base64;
import java.util.List;

/** The forest's recycle bin is not enabled: another account has to be created. */
final class NoRecycleBin implements Chapter {
  @Override
  public String title() {
    return "Without a recycle bin in Active Directory";
  }

  @Override
  public List<String> settings() {
    return List.of("directory.recycleBin=false");
  }

  @Override
  public void play(Stage stage) throws Exception {
    stage.tombolo("licence", "assign", "IsaiahL@adatum.com", "SPE_E5", "--usage-location", "US");
    JsonNode isaiah = delete(stage, "IsaiahL");
    stage.step(
        "New-ADUser IsaiahL once more; Start-ADSyncSyncCycle -PolicyType Delta",
        "another GUID, so another user without a licence; the old one stays deleted",
        () -> {
          stage.onPremises().addUser("IsaiahL");
          Seen cycle = stage.delta().exporting("export-add", 1);
          JsonNode user = stage.user("IsaiahL@adatum.com");
          boolean same = user.path("id").asText().equals(isaiah.path("id").asText());
          int licences = user.path("assignedLicenses").size();
          boolean kept = stage.isInBin(isaiah.path("id").asText());
          return Seen.that(
              cycle.held() && !same && licences == 0 && kept,
              cycle.text()
                  + ", same object id: "
                  + same
                  + ", licences: "
                  + licences
                  + ", the old one is kept: "
                  + kept);
        });
    JsonNode lynne = delete(stage, "LynneR");
    stage.step(
        "New-ADUser LynneR with the old mS-DS-ConsistencyGuid; Start-ADSyncSyncCycle -PolicyType Delta",
        "the same source anchor: the user of before is restored and linked",
        () -> {
          byte[] anchor = Base64.getDecoder().decode(lynne.path("onPremisesImmutableId").asText());
          stage.onPremises().addUser("LynneR", new Attribute("mS-DS-ConsistencyGuid", anchor));
          Seen cycle = stage.delta().exporting("export-add", 1);
          boolean same = id(stage, "LynneR").equals(lynne.path("id").asText());
          return Seen.that(cycle.held() && same, cycle.text() + ", same object id: " + same);
        });
  }

  private static String id(Stage stage, String name) throws Exception {
    return stage.user(name + "@adatum.com").path("id").asText();
  }

  private static JsonNode delete(Stage stage, String name) throws Exception {
    JsonNode user = stage.user(name + "@adatum.com");
    stage.step(
        "Remove-ADUser " + name + "; Start-ADSyncSyncCycle -PolicyType Delta",
        "one object is deleted in the tenant",
        () -> {
          stage.onPremises().delete(stage.onPremises().account(name));
          return stage.delta().exporting("export-delete", 1);
        });
    return user;
  }
}
