package dev.tombolo.directory.bootstrap;

import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.ad.Sid;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.operation.OptionalFeatures;
import dev.tombolo.directory.security.ControlRight;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.Transaction;
import java.util.List;
import java.util.UUID;

/** The objects of the configuration naming context (MS-ADTS 6.1.1.2). */
final class ConfigurationObjects {
  private static final UUID PRIVILEGED_ACCESS =
      UUID.fromString("ec43e873-cce8-4640-b4ab-07ffe4ab5bcd");

  private final SystemObjects objects;
  private final Transaction transaction;
  private final FreshForest fresh;
  private final Forest forest;
  private final int configuration;
  private final int domainController;

  ConfigurationObjects(
      SystemObjects objects, FreshForest fresh, int configuration, int domainController) {
    this.objects = objects;
    this.transaction = objects.transaction();
    this.fresh = fresh;
    this.forest = fresh.forest();
    this.configuration = configuration;
    this.domainController = domainController;
  }

  void build() {
    int policy = services();
    int dsa = sites(policy);
    transaction.register(Register.DSA, dsa);
    partitions(dsa);
    extendedRights();
    for (String name :
        List.of("DisplaySpecifiers", "WellKnown Security Principals", "ForestUpdates")) {
      objects.container(configuration, name);
    }
    objects.draft(configuration, "physicalLocation", "Physical Locations").create();
    wellKnownPrincipals(transaction.child(configuration, "WellKnown Security Principals"));
  }

  private int sites(int policy) {
    int sites =
        objects.draft(configuration, "sitesContainer", "Sites").systemFlags(0x82000000).create();
    int site = objects.draft(sites, "site", Forest.SITE).systemFlags(0x42000000).create();
    objects.draft(site, "nTDSSiteSettings", "NTDS Site Settings").create();
    int servers =
        objects.draft(site, "serversContainer", "Servers").systemFlags(0x02000000).create();
    objects.draft(sites, "subnetContainer", "Subnets").systemFlags(0x80000000).create();
    objects
        .draft(sites, "interSiteTransportContainer", "Inter-Site Transports")
        .systemFlags(0x80000000)
        .create();
    int server =
        objects
            .draft(servers, "server", forest.serverName())
            .systemFlags(0x52000000)
            .set("dNSHostName", forest.serverDnsName())
            .create();
    objects.link(server, transaction.schema().known("serverReference"), domainController);
    int dsa =
        objects
            .draft(server, "nTDSDSA", "NTDS Settings")
            .systemFlags(0x02000000)
            .set("options", 1)
            .set("invocationId", ObjectGuid.bytes(UUID.randomUUID()))
            .set("msDS-Behavior-Version", fresh.functionalLevel())
            .create();
    objects.link(dsa, transaction.schema().known("queryPolicyObject"), policy);
    return dsa;
  }

  private void partitions(int dsa) {
    int partitions =
        objects
            .draft(configuration, "crossRefContainer", "Partitions")
            .descriptor(FreshDescriptors.partitions())
            .systemFlags(0x80000000)
            .set("msDS-Behavior-Version", fresh.functionalLevel())
            .reference("fSMORoleOwner", dsa)
            .create();
    crossRef(partitions, "Enterprise Configuration", 1, configuration).create();
    crossRef(partitions, "Enterprise Schema", 1, transaction.object(Register.SCHEMA)).create();
    crossRef(partitions, forest.netBiosName(), 3, transaction.object(Register.DOMAIN))
        .set("nETBIOSName", forest.netBiosName())
        .set("msDS-Behavior-Version", fresh.functionalLevel())
        .set("nTMixedDomain", 0)
        .create();
  }

  private SystemObjects.Draft crossRef(int partitions, String name, int flags, int namingContext) {
    return objects
        .draft(partitions, "crossRef", name)
        .systemFlags(flags)
        .set("dnsRoot", forest.dnsName())
        .reference("nCName", namingContext);
  }

  /** Returns the id of the default query policy. */
  private int services() {
    int services =
        objects.draft(configuration, "container", "Services").systemFlags(0x80000000).create();
    int windows = objects.container(services, "Windows NT");
    int directoryService =
        objects
            .draft(windows, "nTDSService", "Directory Service")
            .set("tombstoneLifetime", 180)
            .set(
                "msDS-Other-Settings",
                "DisableVLVSupport=0",
                "DynamicObjectDefaultTTL=86400",
                "DynamicObjectMinTTL=900")
            .set(
                "sPNMappings",
                "host=alerter,appmgmt,cisvc,clipsrv,browser,dhcp,dnscache,replicator,eventlog,eventsystem,policyagent,oakley,dmserver,dns,mcsvc,fax,msiserver,ias,messenger,netlogon,netman,netdde,netddedsm,nmagent,plugplay,protectedstorage,rasman,rpclocator,rpc,rpcss,remoteaccess,rsvp,samss,scardsvr,scesrv,seclogon,scm,dcom,cifs,spooler,snmp,schedule,tapisrv,trksvr,trkwks,ups,time,wins,www,http,w3svc,iisadmin,msdtc")
            .create();
    int features =
        objects
            .draft(directoryService, "container", "Optional Features")
            .systemFlags(SystemObjects.PROTECTED)
            .create();
    feature(features, "Recycle Bin Feature", OptionalFeatures.RECYCLE_BIN, 4);
    feature(features, "Privileged Access Management Feature", PRIVILEGED_ACCESS, 7);
    int policies = objects.container(directoryService, "Query-Policies");
    return objects
        .draft(policies, "queryPolicy", "Default Query Policy")
        .set(
            "lDAPAdminLimits",
            "MaxValRange=1500",
            "MaxReceiveBuffer=10485760",
            "MaxDatagramRecv=4096",
            "MaxPoolThreads=4",
            "MaxResultSetSize=262144",
            "MaxTempTableSize=10000",
            "MaxQueryDuration=120",
            "MaxPageSize=1000",
            "MaxNotificationPerConn=5",
            "MaxActiveQueries=20",
            "MaxConnIdleTime=900",
            "InitRecvTimeout=120",
            "MaxConnections=5000")
        .create();
  }

  private void feature(int features, String name, UUID guid, int level) {
    objects
        .draft(features, "msDS-OptionalFeature", name)
        .systemFlags(SystemObjects.PROTECTED)
        .set("msDS-OptionalFeatureGUID", ObjectGuid.bytes(guid))
        .set("msDS-OptionalFeatureFlags", 1)
        .set("msDS-RequiredForestBehaviorVersion", level)
        .create();
  }

  private void extendedRights() {
    int rights = objects.container(configuration, "Extended-Rights");
    for (ControlRight right : ControlRight.values()) {
      objects
          .draft(rights, "controlAccessRight", right.commonName())
          .set("rightsGuid", right.guid().toString())
          .set("validAccesses", 256)
          .set("displayName", right.commonName().replace('-', ' '))
          .create();
    }
  }

  private void wellKnownPrincipals(int container) {
    String[][] principals = {
      {"Everyone", "S-1-1-0"},
      {"Authenticated Users", "S-1-5-11"},
      {"Self", "S-1-5-10"},
      {"System", "S-1-5-18"},
      {"Enterprise Domain Controllers", "S-1-5-9"},
      {"Anonymous Logon", "S-1-5-7"},
      {"Creator Owner", "S-1-3-0"}
    };
    for (String[] principal : principals) {
      objects
          .draft(container, "foreignSecurityPrincipal", principal[0])
          .set("objectSid", Sid.parse(principal[1]).orElseThrow().bytes())
          .create();
    }
  }
}
