package dev.tombolo.connector;

import static com.unboundid.ldap.sdk.ModificationType.ADD;
import static com.unboundid.ldap.sdk.ModificationType.DELETE;
import static dev.tombolo.connector.ConnectorLab.NO_SYNC;
import static dev.tombolo.connector.ConnectorLab.SYNC;
import static dev.tombolo.connector.ConnectorLab.exported;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import dev.tombolo.connector.run.CycleOutcome;
import dev.tombolo.connector.run.RunProfile;
import dev.tombolo.connector.space.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** References: members of groups, and managers. */
class MembershipTest {
  private static ConnectorLab lab;

  @BeforeAll
  static void start() throws Exception {
    lab = ConnectorLab.start();
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  @BeforeEach
  void reset() throws Exception {
    lab.reset();
  }

  private static String manager(String user) {
    return lab.graph()
        .get("/users/" + user + "@adatum.com/manager")
        .body()
        .path("displayName")
        .asText("");
  }

  @Test
  void membersComeAndGo() throws Exception {
    String ann = lab.user("ann");
    String bob = lab.user("bob");
    String group = lab.group("staff", ann);
    lab.sync();
    assertThat(lab.members("staff")).containsExactly("ann");
    lab.change(group, ADD, "member", bob);
    lab.change(group, DELETE, "member", ann);
    CycleOutcome outcome = lab.sync();
    assertThat(exported(outcome, Counter.EXPORT_UPDATE)).isEqualTo(1);
    assertThat(lab.members("staff")).containsExactly("bob");
    lab.assertSettled();
  }

  @Test
  void membersBeforeTheyAreInScope() throws Exception {
    String ann = lab.user("ann", NO_SYNC);
    lab.group("staff", ann);
    lab.sync();
    assertThat(lab.members("staff")).isEmpty();
    lab.move(ann, SYNC);
    lab.sync();
    assertThat(lab.members("staff")).containsExactly("ann");
    lab.assertSettled();
  }

  @Test
  void groupThatComesIntoScopeLateBringsItsThreeThousandMembers() throws Exception {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      members.add(lab.user("m" + i));
    }
    String group = lab.groupIn(NO_SYNC, "many", members.toArray(String[]::new));
    lab.sync();
    lab.move(group, SYNC);
    lab.sync();
    assertThat(lab.members("many")).hasSize(3_000).doesNotHaveDuplicates();
    lab.assertSettled();
    lab.change("CN=many," + SYNC, DELETE, "member", members.get(17));
    lab.sync();
    assertThat(lab.members("many")).hasSize(2_999).doesNotContain("m17");
    lab.assertSettled();
  }

  @Test
  void nestedGroupsStayNested() throws Exception {
    String inner = lab.group("inner", lab.user("ann"));
    lab.group("outer", inner, lab.user("bob"));
    lab.sync();
    assertThat(lab.members("outer")).containsExactlyInAnyOrder("inner", "bob");
    assertThat(lab.members("inner")).containsExactly("ann");
    lab.assertSettled();
  }

  @Test
  void restoredMemberHasItsMembershipsWithoutAnyExportOfThem() throws Exception {
    String ann = lab.user("ann");
    UUID guid = lab.guid(ann);
    lab.group("staff", ann, lab.user("bob"));
    lab.sync();
    lab.assertSettled();
    lab.delete(ann);
    CycleOutcome gone = lab.sync();
    assertThat(exported(gone, Counter.EXPORT_UPDATE)).isZero();
    assertThat(lab.members("staff")).containsExactly("bob");
    lab.assertSettled();
    lab.undelete(guid, ann);
    CycleOutcome back = lab.sync();
    assertThat(exported(back, Counter.EXPORT_UPDATE)).isZero();
    assertThat(lab.members("staff")).containsExactlyInAnyOrder("ann", "bob");
    lab.assertSettled();
  }

  @Test
  void groupReadWhileItsMemberWasDeletedGetsItBack() throws Exception {
    String ann = lab.user("ann");
    UUID guid = lab.guid(ann);
    String group = lab.group("staff", ann);
    lab.sync();
    lab.delete(ann);
    lab.move(group, NO_SYNC);
    lab.sync();
    lab.move("CN=staff," + NO_SYNC, SYNC);
    lab.sync();
    lab.undelete(guid, ann);
    lab.sync();
    assertThat(lab.members("staff")).containsExactly("ann");
    lab.assertSettled();
  }

  @Test
  void memberThatWasTakenOutWhileDeletedStaysOut() throws Exception {
    String ann = lab.user("ann");
    UUID guid = lab.guid(ann);
    String group = lab.group("staff", ann, lab.user("bob"));
    lab.sync();
    lab.move(ann, NO_SYNC);
    lab.sync();
    lab.change(group, DELETE, "member", "CN=ann," + NO_SYNC);
    lab.sync();
    lab.move("CN=ann," + NO_SYNC, SYNC);
    lab.sync();
    lab.sync();
    assertThat(lab.members("staff")).containsExactly("bob");
    lab.assertSettled();
    assertThat(lab.guid(ann)).isEqualTo(guid);
  }

  @Test
  void memberTakenOutAndDeletedAtOnceDoesNotComeBackAsOne() throws Exception {
    String ann = lab.user("ann");
    UUID guid = lab.guid(ann);
    String group = lab.group("staff", ann, lab.user("bob"));
    lab.sync();
    lab.assertSettled();
    lab.change(group, DELETE, "member", ann);
    lab.delete(ann);
    lab.sync();
    lab.assertSettled();
    lab.undelete(guid, ann);
    lab.sync();
    lab.sync();
    assertThat(lab.members("staff")).containsExactly("bob");
    lab.assertSettled();
  }

  @Test
  void membershipThatARestoreInTheCloudBringsBackIsTakenOutAgain() throws Exception {
    String ann = lab.user("ann");
    String crew = lab.group("crew", ann);
    UUID guid = lab.guid(ann);
    lab.sync();
    lab.change(crew, DELETE, "member", ann);
    lab.delete(ann);
    lab.sync();
    lab.initial(); // sees the group without its member, and forgets of it
    String id =
        lab.graph()
            .get("/directory/deletedItems/microsoft.graph.user?$select=id")
            .body()
            .at("/value/0/id")
            .asText();
    assertThat(lab.graph().post("/directory/deletedItems/" + id + "/restore", "{}").status())
        .isEqualTo(200);
    assertThat(lab.members("crew")).as("as the tenant has kept it").hasSize(1);
    lab.undelete(guid, ann);
    lab.sync();
    lab.sync();
    assertThat(lab.members("crew")).isEmpty();
    lab.assertSettled();
  }

  @Test
  void memberToldWhileItsGroupWasOutOfScopeAndTakenOutSinceIsNone() throws Exception {
    String ann = lab.user("ann", NO_SYNC);
    String staff = lab.groupIn(NO_SYNC, "staff", ann);
    lab.sync();
    lab.move(ann, SYNC);
    lab.sync();
    lab.change(staff, DELETE, "member", "CN=ann," + SYNC);
    lab.move(staff, SYNC);
    lab.sync();
    assertThat(lab.members("staff")).isEmpty();
    lab.assertSettled();
  }

  @Test
  void memberLostWhileTheGroupWasOutOfScopeBetweenTwoCyclesIsTakenOut() throws Exception {
    String ann = lab.user("ann");
    String group = lab.group("staff", ann, lab.user("bob"));
    lab.sync();
    lab.assertSettled();
    lab.move(group, NO_SYNC);
    lab.forest(RunProfile.DELTA_IMPORT);
    lab.change("CN=staff," + NO_SYNC, DELETE, "member", ann);
    lab.move("CN=staff," + NO_SYNC, SYNC);
    lab.sync();
    assertThat(lab.members("staff")).containsExactly("bob");
    lab.assertSettled();
  }

  @Test
  void deletedAndRestoredGroupHasItsMembers() throws Exception {
    String group = lab.group("staff", lab.user("ann"), lab.user("bob"));
    lab.group("outer", group);
    UUID guid = lab.guid(group);
    lab.sync();
    lab.delete(group);
    lab.sync();
    lab.undelete(guid, group);
    lab.sync();
    assertThat(lab.members("staff")).containsExactlyInAnyOrder("ann", "bob");
    assertThat(lab.members("outer")).containsExactly("staff");
    lab.assertSettled();
  }

  @Test
  void managersFollowAndOneThatComesBackDoesNotDisplaceTheNext() throws Exception {
    String ann = lab.user("ann");
    UUID guid = lab.guid(ann);
    String bob = lab.user("bob");
    String carl = lab.user("carl", SYNC, new Attribute("manager", ann));
    lab.sync();
    assertThat(manager("carl")).isEqualTo("ann");
    lab.delete(ann);
    lab.set(carl, "manager", bob);
    lab.sync();
    assertThat(manager("carl")).isEqualTo("bob");
    lab.undelete(guid, ann);
    lab.sync();
    String truth =
        String.valueOf(lab.ldap().getEntry(carl, "manager").getAttributeValue("manager"));
    lab.sync();
    assertThat(truth).startsWith("CN=" + manager("carl") + ",");
    lab.assertSettled();
    lab.set(carl, "manager");
    lab.sync();
    assertThat(manager("carl")).isEmpty();
    lab.assertSettled();
  }

  @Test
  void groupDeletedInTheCloudIsMadeAnewWithItsMembers() throws Exception {
    String group = lab.group("staff", lab.user("ann"));
    lab.group("outer", group);
    lab.sync();
    lab.assertSettled();
    lab.graph().delete("/groups/" + lab.cloudGroup("staff").path("id").asText()).expect(204);
    lab.sync();
    assertThat(lab.members("staff")).containsExactly("ann");
    assertThat(lab.members("outer")).containsExactly("staff");
    lab.assertSettled();
  }

  @Test
  void managerOfWhatTheTenantCannotReferToIsLeftOut() throws Exception {
    String group = lab.group("staff");
    lab.user("ann", SYNC, new Attribute("manager", group));
    CycleOutcome outcome = lab.sync();
    assertThat(exported(outcome, Counter.EXPORT_ADD)).isEqualTo(2);
    lab.assertSettled();
    assertThat(manager("ann")).isEmpty();
  }
}
