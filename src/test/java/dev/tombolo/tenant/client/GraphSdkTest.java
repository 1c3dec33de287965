package dev.tombolo.tenant.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.graph.core.content.BatchRequestContent;
import com.microsoft.graph.core.content.BatchResponseContent;
import com.microsoft.graph.core.tasks.PageIterator;
import com.microsoft.graph.models.AssignedLicense;
import com.microsoft.graph.models.DirectoryObject;
import com.microsoft.graph.models.Group;
import com.microsoft.graph.models.PasswordProfile;
import com.microsoft.graph.models.ReferenceCreate;
import com.microsoft.graph.models.User;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.delta.DeltaGetResponse;
import com.microsoft.graph.users.item.assignlicense.AssignLicensePostRequestBody;
import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import com.microsoft.kiota.http.OkHttpRequestAdapter;
import dev.tombolo.fault.Fault;
import dev.tombolo.sql.TestDatabase;
import dev.tombolo.tenant.TestTenant;
import dev.tombolo.tenant.api.Throttle;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Microsoft's Graph SDK for Java, as a program has it. */
class GraphSdkTest {
  private static final String E5 = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";

  private static TestTenant tenant;
  private static GraphServiceClient graph;

  private record Bearer(String token) implements AccessTokenProvider {
    @Override
    public String getAuthorizationToken(URI uri, @Nullable Map<String, Object> context) {
      return token;
    }

    @Override
    public AllowedHostsValidator getAllowedHostsValidator() {
      return new AllowedHostsValidator("127.0.0.1");
    }
  }

  @BeforeAll
  static void start() {
    tenant = TestTenant.on(TestDatabase.H2);
    OkHttpRequestAdapter adapter =
        new OkHttpRequestAdapter(
            new BaseBearerTokenAuthenticationProvider(new Bearer(tenant.adminToken())));
    adapter.setBaseUrl(tenant.base() + "/v1.0");
    graph = new GraphServiceClient(adapter);
  }

  @AfterAll
  static void stop() {
    tenant.close();
  }

  private static User blank(String name) {
    User user = new User();
    user.setAccountEnabled(true);
    user.setDisplayName("Person " + name);
    user.setMailNickname(name);
    user.setUserPrincipalName(name + "@adatum.com");
    user.setUsageLocation("NO");
    PasswordProfile password = new PasswordProfile();
    password.setPassword("Pa$$w0rd-1");
    password.setForceChangePasswordNextSignIn(false);
    user.setPasswordProfile(password);
    return user;
  }

  private static User create(String name) {
    return graph.users().post(blank(name));
  }

  private static String id(DirectoryObject object) {
    return Objects.requireNonNull(object.getId());
  }

  @Test
  void usersAreCreatedReadChangedAndDeleted() {
    User created = create("sdk-one");
    assertThat(created.getUserPrincipalName()).isEqualTo("sdk-one@adatum.com");
    User change = new User();
    change.setJobTitle("Clerk");
    change.setBusinessPhones(new ArrayList<>(List.of("+47 1")));
    graph.users().byUserId(id(created)).patch(change);
    User read =
        graph
            .users()
            .byUserId("sdk-one@adatum.com")
            .get(
                request ->
                    Objects.requireNonNull(request.queryParameters).select =
                        new String[] {"id", "jobTitle", "businessPhones", "createdDateTime"});
    assertThat(read.getJobTitle()).isEqualTo("Clerk");
    assertThat(read.getBusinessPhones()).containsExactly("+47 1");
    assertThat(read.getCreatedDateTime()).isNotNull();
    graph.users().byUserId(id(created)).delete();
    ODataError error =
        catchThrowableOfType(ODataError.class, () -> graph.users().byUserId(id(created)).get());
    assertThat(error.getResponseStatusCode()).isEqualTo(404);
    assertThat(Objects.requireNonNull(error.getError()).getCode())
        .isEqualTo("Request_ResourceNotFound");
    assertThat(error.getMessage()).contains(id(created));
    assertThat(Objects.requireNonNull(error.getError().getInnerError()).getRequestId())
        .isNotEmpty();
  }

  @Test
  void usersAreFilteredCountedAndPaged() throws Exception {
    for (int i = 0; i < 7; i++) {
      create("paged" + i);
    }
    UserCollectionResponse first =
        graph
            .users()
            .get(
                request -> {
                  request.headers.add("ConsistencyLevel", "eventual");
                  Objects.requireNonNull(request.queryParameters);
                  request.queryParameters.filter = "startsWith(userPrincipalName,'paged')";
                  request.queryParameters.orderby = new String[] {"displayName"};
                  request.queryParameters.select = new String[] {"displayName"};
                  request.queryParameters.count = true;
                  request.queryParameters.top = 3;
                });
    assertThat(first.getOdataCount()).isEqualTo(7);
    assertThat(first.getValue()).hasSize(3);
    List<String> names = new ArrayList<>();
    new PageIterator.Builder<User, UserCollectionResponse>()
        .client(graph)
        .collectionPage(first)
        .collectionPageFactory(UserCollectionResponse::createFromDiscriminatorValue)
        .requestConfigurator(
            request -> {
              request.headers.add("ConsistencyLevel", "eventual");
              return request;
            })
        .processPageItemCallback(
            user -> {
              names.add(String.valueOf(user.getDisplayName()));
              return true;
            })
        .build()
        .iterate();
    assertThat(names)
        .containsExactly(
            "Person paged0",
            "Person paged1",
            "Person paged2",
            "Person paged3",
            "Person paged4",
            "Person paged5",
            "Person paged6");
    assertThat(
            graph
                .users()
                .count()
                .get(
                    request -> {
                      request.headers.add("ConsistencyLevel", "eventual");
                      Objects.requireNonNull(request.queryParameters).filter =
                          "startsWith(userPrincipalName,'paged')";
                    }))
        .isEqualTo(7);
  }

  @Test
  void deltaTellsWhatCameWentAndChanged() {
    String latest = everything(graph.users().delta().get(), new HashMap<>()).getOdataDeltaLink();
    User came = create("delta-came");
    User gone = create("delta-gone");
    graph.users().byUserId(id(gone)).delete();
    Map<String, User> changed = new HashMap<>();
    DeltaGetResponse last =
        everything(graph.users().delta().withUrl(Objects.requireNonNull(latest)).get(), changed);
    assertThat(changed).containsKeys(id(came), id(gone));
    assertThat(Objects.requireNonNull(changed.get(id(came))).getDisplayName())
        .isEqualTo("Person delta-came");
    assertThat(Objects.requireNonNull(changed.get(id(gone))).getAdditionalData())
        .containsKey("@removed");
    assertThat(last.getOdataDeltaLink()).startsWith(tenant.base() + "/v1.0/users");
  }

  /** Follows the pages to the last one. */
  private static DeltaGetResponse everything(DeltaGetResponse page, Map<String, User> found) {
    DeltaGetResponse last = page;
    while (true) {
      Objects.requireNonNull(last.getValue()).forEach(user -> found.put(id(user), user));
      String next = last.getOdataNextLink();
      if (next == null) {
        return last;
      }
      last = graph.users().delta().withUrl(next).get();
    }
  }

  @Test
  void deletedUsersAreListedAndRestored() {
    User user = create("bin");
    graph.users().byUserId(id(user)).delete();
    List<String> listed =
        Objects.requireNonNull(graph.directory().deletedItems().graphUser().get().getValue())
            .stream()
            .map(GraphSdkTest::id)
            .toList();
    assertThat(listed).contains(id(user));
    DirectoryObject item = graph.directory().deletedItems().byDirectoryObjectId(id(user)).get();
    assertThat(item).isInstanceOf(User.class);
    assertThat(item.getDeletedDateTime()).isNotNull();
    User cast = graph.directory().deletedItems().byDirectoryObjectId(id(user)).graphUser().get();
    assertThat(cast.getUserPrincipalName()).endsWith("bin@adatum.com");
    DirectoryObject restored =
        graph.directory().deletedItems().byDirectoryObjectId(id(user)).restore().post();
    assertThat(restored).isInstanceOf(User.class);
    assertThat(graph.users().byUserId(id(user)).get().getUserPrincipalName())
        .isEqualTo("bin@adatum.com");
    graph.users().byUserId(id(user)).delete();
    graph.directory().deletedItems().byDirectoryObjectId(id(user)).delete();
    assertThatThrownBy(() -> graph.directory().deletedItems().byDirectoryObjectId(id(user)).get())
        .isInstanceOf(ODataError.class);
  }

  @Test
  void licencesAreAssigned() {
    User user = create("licensed");
    AssignedLicense licence = new AssignedLicense();
    licence.setSkuId(UUID.fromString(E5));
    licence.setDisabledPlans(new ArrayList<>());
    AssignLicensePostRequestBody body = new AssignLicensePostRequestBody();
    body.setAddLicenses(new ArrayList<>(List.of(licence)));
    body.setRemoveLicenses(new ArrayList<>());
    graph.users().byUserId(id(user)).assignLicense().post(body);
    assertThat(
            Objects.requireNonNull(
                    graph.users().byUserId(id(user)).licenseDetails().get().getValue())
                .get(0)
                .getSkuPartNumber())
        .isEqualTo("SPE_E5");
    assertThat(Objects.requireNonNull(graph.subscribedSkus().get().getValue()))
        .anySatisfy(
            sku -> {
              assertThat(sku.getSkuPartNumber()).isEqualTo("SPE_E5");
              assertThat(sku.getConsumedUnits()).isPositive();
              assertThat(Objects.requireNonNull(sku.getPrepaidUnits()).getEnabled()).isEqualTo(100);
            });
  }

  @Test
  void membersAreManaged() {
    Group blank = new Group();
    blank.setDisplayName("SDK group");
    blank.setMailEnabled(false);
    blank.setMailNickname("sdk-group");
    blank.setSecurityEnabled(true);
    blank.setGroupTypes(new ArrayList<>());
    Group group = graph.groups().post(blank);
    User user = create("member");
    ReferenceCreate reference = new ReferenceCreate();
    reference.setOdataId(tenant.base() + "/v1.0/directoryObjects/" + user.getId());
    graph.groups().byGroupId(id(group)).members().ref().post(reference);
    List<DirectoryObject> members =
        Objects.requireNonNull(graph.groups().byGroupId(id(group)).members().get().getValue());
    assertThat(members).hasSize(1);
    assertThat(members.get(0)).isInstanceOf(User.class);
    assertThat(
            Objects.requireNonNull(
                    graph.groups().byGroupId(id(group)).members().graphUser().get().getValue())
                .get(0)
                .getUserPrincipalName())
        .isEqualTo("member@adatum.com");
    assertThat(
            Objects.requireNonNull(graph.users().byUserId(id(user)).memberOf().get().getValue())
                .get(0))
        .isInstanceOf(Group.class);
    graph.groups().byGroupId(id(group)).members().byDirectoryObjectId(id(user)).ref().delete();
    assertThat(graph.groups().byGroupId(id(group)).members().get().getValue()).isEmpty();
    User manager = create("manager");
    com.microsoft.graph.models.ReferenceUpdate to =
        new com.microsoft.graph.models.ReferenceUpdate();
    to.setOdataId(tenant.base() + "/v1.0/users/" + manager.getId());
    graph.users().byUserId(id(user)).manager().ref().put(to);
    assertThat(graph.users().byUserId(id(user)).manager().get()).isInstanceOf(User.class);
  }

  @Test
  void severalRequestsGoInOneBatch() throws Exception {
    User user = create("batch");
    BatchRequestContent batch = new BatchRequestContent(graph);
    RequestInformation good = graph.users().byUserId(id(user)).toGetRequestInformation();
    RequestInformation bad = graph.users().byUserId("nobody@adatum.com").toGetRequestInformation();
    String first = batch.addBatchRequestStep(good);
    String second = batch.addBatchRequestStep(bad);
    BatchResponseContent answers = graph.getBatchRequestBuilder().post(batch, null);
    assertThat(answers.getResponsesStatusCode())
        .containsEntry(first, 200)
        .containsEntry(second, 404);
    assertThat(
            answers
                .getResponseById(first, User::createFromDiscriminatorValue)
                .getUserPrincipalName())
        .isEqualTo("batch@adatum.com");
  }

  @Test
  void throttledRequestsAreTriedAgainByTheSdkItself() {
    tenant.faults().arm(Throttle.FAULT_POINT, Fault.FAIL, 1, Duration.ZERO, "/organization");
    assertThat(Objects.requireNonNull(graph.organization().get().getValue())).hasSize(1);
    assertThat(tenant.faults().armed()).isEmpty();
  }

  @Test
  void theRestIsWhereTheSdkLooksForIt() {
    assertThat(Objects.requireNonNull(graph.organization().get().getValue()).get(0).getId())
        .isEqualTo(tenant.settings().tenantId().toString());
    assertThat(Objects.requireNonNull(graph.domains().get().getValue()))
        .extracting(domain -> domain.getId())
        .contains("adatum.com", "adatum.onmicrosoft.com");
    assertThat(
            Objects.requireNonNull(graph.directory().onPremisesSynchronization().get().getValue()))
        .hasSize(1);
    create("audited");
    assertThat(
            Objects.requireNonNull(
                    graph
                        .auditLogs()
                        .directoryAudits()
                        .get(
                            request ->
                                Objects.requireNonNull(request.queryParameters).filter =
                                    "activityDisplayName eq 'Add user'")
                        .getValue())
                .get(0)
                .getActivityDateTime())
        .isNotNull();
    assertThat(graph.auditLogs().provisioning().get().getValue()).isNotNull();
    assertThat(graph.contacts().get().getValue()).isEmpty();
    assertThat(graph.devices().get().getValue()).isEmpty();
    assertThat(graph.directoryRoles().get().getValue()).isNotEmpty();
    assertThat(graph.groups().get().getValue()).isNotNull();
  }
}
