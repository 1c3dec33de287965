package dev.tombolo.clients;

import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tombolo.compatibility.Behaviour;
import dev.tombolo.directory.TestDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.tirasa.connid.bundles.ad.ADConfiguration;
import net.tirasa.connid.bundles.ad.ADConnector;
import net.tirasa.connid.bundles.ad.sync.USNSyncStrategy;
import org.identityconnectors.common.security.GuardedString;
import org.identityconnectors.framework.common.exceptions.ConnectorException;
import org.identityconnectors.framework.common.objects.AttributeBuilder;
import org.identityconnectors.framework.common.objects.ConnectorObject;
import org.identityconnectors.framework.common.objects.Name;
import org.identityconnectors.framework.common.objects.ObjectClass;
import org.identityconnectors.framework.common.objects.OperationOptions;
import org.identityconnectors.framework.common.objects.OperationOptionsBuilder;
import org.identityconnectors.framework.common.objects.SyncDelta;
import org.identityconnectors.framework.common.objects.SyncDeltaType;
import org.identityconnectors.framework.common.objects.SyncToken;
import org.identityconnectors.framework.common.objects.Uid;
import org.identityconnectors.framework.common.objects.filter.FilterBuilder;
import org.junit.jupiter.api.Test;

/** ConnId's connector for Active Directory, run as identity management products run it. */
class ConnIdTest extends CompanyTest {
  private static final OperationOptions ATTRIBUTES =
      new OperationOptionsBuilder().setAttributesToGet("sAMAccountName", "title", "mail").build();

  private static final OperationOptions NO_OPTIONS = new OperationOptionsBuilder().build();

  private ADConfiguration configuration() {
    ADConfiguration configuration = new ADConfiguration();
    configuration.setHost("127.0.0.1");
    configuration.setPort(directory.server().ldapsPort());
    configuration.setSsl(true);
    configuration.setTrustAllCerts(true);
    configuration.setPrincipal(TestDirectory.ADMINISTRATOR);
    configuration.setCredentials(new GuardedString(TestDirectory.PASSWORD.toCharArray()));
    configuration.setBaseContexts(BASE);
    configuration.setConnectorMessages((key, text, arguments) -> key);
    configuration.setBaseContextsToSynchronize(BASE);
    configuration.setUserBaseContexts(Company.STAFF);
    configuration.setGroupBaseContexts(Company.STAFF);
    configuration.setDefaultPeopleContainer(Company.STAFF);
    configuration.setDefaultGroupContainer(Company.STAFF);
    configuration.setObjectClassesToSynchronize("user");
    configuration.setRetrieveDeletedUser(true);
    configuration.setMembershipsInOr(true);
    return configuration;
  }

  private static ADConnector connector(ADConfiguration configuration) {
    ADConnector connector = new ADConnector();
    connector.init(configuration);
    return connector;
  }

  private static SyncToken token(ADConnector connector) {
    return Objects.requireNonNull(connector.getLatestSyncToken(ObjectClass.ACCOUNT));
  }

  private static List<SyncDelta> changes(ADConnector connector, SyncToken since) {
    List<SyncDelta> deltas = new ArrayList<>();
    connector.sync(ObjectClass.ACCOUNT, since, deltas::add, ATTRIBUTES);
    return deltas;
  }

  private static Uid add(ADConnector connector, String name) {
    return connector.create(
        ObjectClass.ACCOUNT,
        Set.of(
            new Name("CN=" + name + "," + Company.STAFF),
            AttributeBuilder.build("sAMAccountName", name),
            AttributeBuilder.buildPassword(Company.PASSWORD.toCharArray()),
            AttributeBuilder.buildEnabled(true)),
        NO_OPTIONS);
  }

  @Test
  @Behaviour(source = "ConnId's AD connector")
  void connIdReadsTheSchemaAndKnowsAccountsAndGroups() {
    ADConnector connector = connector(configuration());
    connector.test();
    assertThat(connector.schema().findObjectClassInfo(ObjectClass.ACCOUNT_NAME).getAttributeInfo())
        .extracting(info -> info.getName())
        .contains("sAMAccountName", "userPrincipalName", "givenName", "memberOf");
  }

  @Test
  @Behaviour(source = "ConnId's AD connector")
  void connIdFindsCreatesUpdatesAndDeletesAnAccount() {
    ADConnector connector = connector(configuration());
    Uid uid = add(connector, "bob");
    connector.authenticate(
        ObjectClass.ACCOUNT, "bob", new GuardedString(Company.PASSWORD.toCharArray()), NO_OPTIONS);
    Uid same =
        connector.update(
            ObjectClass.ACCOUNT,
            uid,
            Set.of(
                AttributeBuilder.build("title", "Clerk"),
                AttributeBuilder.buildPassword(Company.NEW_PASSWORD.toCharArray())),
            NO_OPTIONS);
    List<ConnectorObject> found = new ArrayList<>();
    search(connector, "bob", found);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).getAttributeByName("title").getValue()).containsExactly("Clerk");
    connector.authenticate(
        ObjectClass.ACCOUNT,
        "bob",
        new GuardedString(Company.NEW_PASSWORD.toCharArray()),
        NO_OPTIONS);
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(
            () ->
                connector.authenticate(
                    ObjectClass.ACCOUNT,
                    "bob",
                    new GuardedString("wrong".toCharArray()),
                    NO_OPTIONS));
    connector.delete(ObjectClass.ACCOUNT, same, NO_OPTIONS);
    List<ConnectorObject> left = new ArrayList<>();
    search(connector, "bob", left);
    assertThat(left).isEmpty();
  }

  private static void search(ADConnector connector, String name, List<ConnectorObject> found) {
    connector
        .createFilterTranslator(ObjectClass.ACCOUNT, ATTRIBUTES)
        .translate(FilterBuilder.equalTo(AttributeBuilder.build("sAMAccountName", name)))
        .forEach(
            filter -> connector.executeQuery(ObjectClass.ACCOUNT, filter, found::add, ATTRIBUTES));
  }

  @Test
  @Behaviour(source = "ConnId's AD connector, ADSyncStrategy (DirSync)")
  void connIdFollowsChangesAndDeletionsByDirSync() {
    followsChanges(connector(configuration()));
  }

  @Test
  @Behaviour(source = "ConnId's AD connector, USNSyncStrategy")
  void connIdFollowsChangesAndDeletionsByUsn() {
    ADConfiguration configuration = configuration();
    configuration.setSyncStrategy(USNSyncStrategy.class.getName());
    followsChanges(connector(configuration));
  }

  private static void followsChanges(ADConnector connector) {
    SyncToken before = token(connector);
    Uid uid = add(connector, "bob");
    List<SyncDelta> created = changes(connector, before);
    assertThat(created)
        .extracting(SyncDelta::getDeltaType, SyncDelta::getUid)
        .contains(org.assertj.core.groups.Tuple.tuple(SyncDeltaType.CREATE_OR_UPDATE, uid));
    SyncToken after = token(connector);
    assertThat(changes(connector, after)).isEmpty();
    connector.update(
        ObjectClass.ACCOUNT, uid, Set.of(AttributeBuilder.build("title", "Clerk")), NO_OPTIONS);
    assertThat(changes(connector, after)).extracting(SyncDelta::getUid).containsExactly(uid);
    SyncToken last = token(connector);
    connector.delete(ObjectClass.ACCOUNT, uid, NO_OPTIONS);
    assertThat(changes(connector, last))
        .extracting(SyncDelta::getDeltaType)
        .containsExactly(SyncDeltaType.DELETE);
  }
}
