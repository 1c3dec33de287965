package dev.tombolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.provisioning.OperationKind;
import dev.tombolo.tenant.TestTenant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Groups, contacts and devices. */
class ObjectVerbsTest extends VerbTest {
  private String contact() {
    return TestTenant.idOf(
        lab()
            .sync(
                TestTenant.operation(
                    OperationKind.ADD,
                    ObjectType.CONTACT,
                    "Q09OVEFDVC0wMDAwMDAwMQ==",
                    "displayName",
                    "Carl Contact",
                    "mail",
                    "carl@contoso.com"))
            .get(0));
  }

  private String device() {
    return lab()
        .graph()
        .post(
            "/devices",
            """
            {'accountEnabled':true,'deviceId':'11111111-2222-4333-8444-555555555555',
             'displayName':'PC1','operatingSystem':'Windows','operatingSystemVersion':'10',
             'alternativeSecurityIds':[{'type':2,'key':'base64Y3YxN2E1MWFlYw=='}]}
            """)
        .expect(201)
        .get("id");
  }

  @Test
  void groupsAreListedAndShown() {
    String sales = lab().group("Sales", "");
    String team = lab().group("Team", "'Unified'");
    Run list = lab().run("group", "list").expect(0);
    assertThat(list.lines().get(0)).matches("displayName +mail +kind +synced +id");
    assertThat(list.lines())
        .anyMatch(line -> line.matches("Sales +security +no +" + sales))
        .anyMatch(line -> line.matches("Team .*Microsoft 365 +no +" + team));
    assertThat(lab().run("group", "list", "--search", "sal", "--json").expect(0).json()).hasSize(1);
    assertThat(lab().run("group", "list", "--synced", "--json").expect(0).json()).isEmpty();
    for (String key : List.of("Sales", sales)) {
      JsonNode shown = lab().run("group", "show", key, "--json").expect(0).json();
      assertThat(shown.path("id").asText()).isEqualTo(sales);
    }
    lab().run("group", "show", "O'Neill").expectRefusal(1, "there is no group \"O'Neill\"");
  }

  @Test
  void onlyMicrosoft365GroupsGoToTheRecycleBin() {
    String sales = lab().group("Sales", "");
    String team = lab().group("Team", "'Unified'");
    lab().run("group", "remove", sales).expect(2);
    assertThat(lab().run("group", "remove", "Sales", "--force").expect(0).lines())
        .containsExactly("group Sales (" + sales + ") is gone for good");
    assertThat(lab().run("group", "remove", "Team", "--force").expect(0).lines())
        .containsExactly("group Team (" + team + ") is in the recycle bin, for 30 days");
    assertThat(
            lab()
                .run("group", "list", "--deleted", "--json")
                .expect(0)
                .json()
                .findValuesAsText("id"))
        .containsExactly(team);
    lab().graph().get("/groups/" + sales).expect(404);
  }

  @Test
  void membersAreAddedListedAndRemoved() {
    String sales = lab().group("Sales", "");
    String inner = lab().group("Inner", "");
    String ada = lab().user("Ada");
    String carl = contact();
    assertThat(lab().run("group", "add-member", "Sales", "Ada@adatum.com").expect(0).lines())
        .containsExactly("Ada@adatum.com is added to group Sales (" + sales + ")");
    lab().run("group", "add-member", sales, "Inner").expect(0);
    lab().run("group", "add-member", "Inner", carl).expect(0);
    Run members = lab().run("group", "members", "Sales").expect(0);
    assertThat(members.lines().get(0)).matches("type +displayName +userPrincipalName +mail +id");
    assertThat(members.lines())
        .hasSize(3)
        .anyMatch(line -> line.matches("user +Ada +Ada@adatum.com +" + ada))
        .anyMatch(line -> line.matches("group +Inner +" + inner));
    assertThat(
            lab()
                .run("group", "members", "Sales", "--transitive", "--json")
                .expect(0)
                .json()
                .findValuesAsText("id"))
        .containsExactlyInAnyOrder(ada, inner, carl);

    assertThat(lab().run("group", "add-member", "Sales", ada).expect(1).err())
        .startsWith("tombolo: Request_BadRequest: One or more added object references already")
        .hasLineCount(1);
    JsonNode removed =
        lab().run("group", "remove-member", "Sales", "Ada@adatum.com", "--json").expect(0).json();
    assertThat(removed.path("member").asText()).isEqualTo(ada);
    assertThat(lab().run("group", "members", "Sales", "--json").expect(0).json()).hasSize(1);
    lab().run("group", "remove-member", "Sales", ada).expect(1);
    lab()
        .run("group", "add-member", "Sales", "Nobody")
        .expectRefusal(1, "nothing in the tenant is called \"Nobody\"");
  }

  @Test
  void aSyncedGroupKeepsItsMembers() {
    String ada = lab().user("Ada");
    String id =
        TestTenant.idOf(
            lab()
                .sync(
                    TestTenant.operation(
                        OperationKind.ADD,
                        ObjectType.GROUP,
                        "R1JPVVAtMDAwMDAwMDAwMQ==",
                        "displayName",
                        "Synced",
                        "securityEnabled",
                        "true",
                        "mailEnabled",
                        "false",
                        "mailNickname",
                        "synced"))
                .get(0));
    assertThat(lab().run("group", "add-member", id, ada).expect(1).err())
        .startsWith("tombolo: Request_BadRequest: ")
        .hasLineCount(1);
    assertThat(lab().run("group", "list", "--synced").expect(0).lines())
        .anyMatch(line -> line.matches("Synced .*yes +" + id));
  }

  @Test
  void contactsAreListedShownAndRemoved() {
    String carl = contact();
    assertThat(lab().run("contact", "list").expect(0).lines())
        .anyMatch(line -> line.matches("Carl Contact +carl@contoso.com +yes +" + carl));
    for (String key : List.of(carl, "carl@contoso.com", "Carl Contact")) {
      assertThat(lab().run("contact", "show", key, "--json").expect(0).json().path("id").asText())
          .isEqualTo(carl);
    }
    lab().run("contact", "remove", carl).expect(2);
    assertThat(lab().run("contact", "remove", carl, "--force").expect(0).out())
        .contains("contact Carl Contact (" + carl + ") is gone for good");
    assertThat(lab().run("contact", "list", "--json").expect(0).json()).isEmpty();
  }

  @Test
  void devicesAreListedShownAndRemoved() {
    String pc = device();
    assertThat(lab().run("device", "list").expect(0).lines())
        .anyMatch(line -> line.matches("PC1 +Windows +yes +no +" + pc));
    assertThat(lab().run("device", "show", "PC1").expect(0).lines())
        .anyMatch(line -> line.matches("deviceId +11111111-2222-4333-8444-555555555555"));
    lab().run(new Script(true, "y"), "device", "remove", "PC1").expect(0);
    lab().graph().get("/devices/" + pc).expect(404);
  }
}
