package dev.tombolo.directory.bootstrap;

import dev.tombolo.ad.FileTime;
import dev.tombolo.ad.GroupType;
import dev.tombolo.ad.NtHash;
import dev.tombolo.ad.Sid;
import dev.tombolo.ad.UserAccountControl;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The well-known accounts and groups of a domain (MS-ADTS 6.1.1.6, 6.1.1.4.12). */
final class DomainAccounts {
  private static final int GLOBAL = GroupType.SECURITY_ENABLED | GroupType.GLOBAL;
  private static final int LOCAL = GroupType.SECURITY_ENABLED | GroupType.DOMAIN_LOCAL;
  private static final int UNIVERSAL = GroupType.SECURITY_ENABLED | GroupType.UNIVERSAL;
  private static final int BUILTIN = LOCAL | GroupType.BUILTIN_LOCAL;

  private final SystemObjects objects;
  private final Transaction transaction;
  private final WellKnown w;
  private final FreshForest fresh;
  private final int domain;
  private final Map<String, Integer> ids = new HashMap<>();
  private int domainController;

  DomainAccounts(SystemObjects objects, FreshForest fresh, int domain) {
    this.objects = objects;
    this.transaction = objects.transaction();
    this.w = objects.wellKnown();
    this.fresh = fresh;
    this.domain = domain;
  }

  int domainController() {
    return domainController;
  }

  void build(int users) {
    account(
        users,
        "Administrator",
        500,
        513,
        0x10200,
        fresh.administratorPassword(),
        "Built-in account for administering the computer/domain");
    account(
        users,
        "Guest",
        501,
        514,
        0x10222,
        null,
        "Built-in account for guest access to the computer/domain");
    account(users, "krbtgt", 502, 513, 0x202, null, "Key Distribution Center Service Account");
    domainGroups(users);
    builtinGroups(transaction.child(domain, "Builtin"));
    foreignPrincipals(transaction.child(domain, "ForeignSecurityPrincipals"));
    memberships();
    domainController = domainController(transaction.child(domain, "Domain Controllers"));
  }

  private void account(
      int users,
      String name,
      int rid,
      int primaryGroup,
      int control,
      @Nullable String password,
      String description) {
    SystemObjects.Draft draft =
        objects
            .draft(users, "user", name)
            .critical()
            .set("description", description)
            .set("objectSid", fresh.domainSid().child(rid).bytes())
            .set("sAMAccountName", name)
            .set("primaryGroupID", primaryGroup)
            .set("accountExpires", name.equals("Administrator") ? 0 : FileTime.NEVER);
    userDefaults(draft, new UserAccountControl(control));
    if (name.equals("krbtgt")) {
      draft.set("showInAdvancedViewOnly", "TRUE").set("servicePrincipalName", "kadmin/changepw");
    }
    if (!name.equals("Guest")) {
      draft.set("adminCount", 1);
    }
    if (password != null) {
      EntryBuilder entry = draft.entry();
      byte[] hash = NtHash.of(password).octets();
      entry
          .set(w.unicodePwd, hash)
          .set(w.ntPwdHistory, hash)
          .set(w.pwdLastSet, objects.update().fileTime());
    }
    ids.put(name, draft.create());
  }

  private void userDefaults(SystemObjects.Draft draft, UserAccountControl control) {
    draft.set("userAccountControl", control.bits()).set("sAMAccountType", control.samAccountType());
    for (AttributeType zero :
        List.of(
            w.badPasswordTime,
            w.badPwdCount,
            w.codePage,
            w.countryCode,
            w.lastLogoff,
            w.lastLogon,
            w.logonCount,
            w.pwdLastSet)) {
      draft.entry().set(zero, 0);
    }
  }

  private void domainGroups(int users) {
    Sid sid = fresh.domainSid();
    group(
        users, "Domain Admins", sid.child(512), GLOBAL, "Designated administrators of the domain");
    group(users, "Domain Users", sid.child(513), GLOBAL, "All domain users");
    group(users, "Domain Guests", sid.child(514), GLOBAL, "All domain guests");
    group(
        users,
        "Domain Computers",
        sid.child(515),
        GLOBAL,
        "All workstations and servers joined to the domain");
    group(
        users,
        "Domain Controllers",
        sid.child(516),
        GLOBAL,
        "All domain controllers in the domain");
    group(
        users,
        "Cert Publishers",
        sid.child(517),
        LOCAL,
        "Members of this group are permitted to publish certificates to the directory");
    group(
        users,
        "Schema Admins",
        sid.child(518),
        UNIVERSAL,
        "Designated administrators of the schema");
    group(
        users,
        "Enterprise Admins",
        sid.child(519),
        UNIVERSAL,
        "Designated administrators of the enterprise");
    group(
        users,
        "Group Policy Creator Owners",
        sid.child(520),
        GLOBAL,
        "Members in this group can modify group policy for the domain");
    group(
        users,
        "Read-only Domain Controllers",
        sid.child(521),
        GLOBAL,
        "Members of this group are Read-Only Domain Controllers in the domain");
    group(
        users,
        "Enterprise Read-only Domain Controllers",
        sid.child(498),
        UNIVERSAL,
        "Members of this group are Read-Only Domain Controllers in the enterprise");
    group(
        users,
        "Cloneable Domain Controllers",
        sid.child(522),
        GLOBAL,
        "Members of this group that are domain controllers may be cloned.");
    group(
        users,
        "Protected Users",
        sid.child(525),
        GLOBAL,
        "Members of this group are afforded additional protections against authentication security threats.");
    group(
        users,
        "Key Admins",
        sid.child(526),
        GLOBAL,
        "Members of this group can perform administrative actions on key objects within the domain.");
    group(
        users,
        "Enterprise Key Admins",
        sid.child(527),
        UNIVERSAL,
        "Members of this group can perform administrative actions on key objects within the forest.");
    group(
        users,
        "RAS and IAS Servers",
        sid.child(553),
        LOCAL,
        "Servers in this group can access remote access properties of users");
    group(
        users,
        "Allowed RODC Password Replication Group",
        sid.child(571),
        LOCAL,
        "Members in this group can have their passwords replicated to all read-only domain controllers in the domain");
    group(
        users,
        "Denied RODC Password Replication Group",
        sid.child(572),
        LOCAL,
        "Members in this group cannot have their passwords replicated to any read-only domain controllers in the domain");
  }

  private void builtinGroups(int builtin) {
    String[][] groups = {
      {
        "544",
        "Administrators",
        "Administrators have complete and unrestricted access to the computer/domain"
      },
      {
        "545",
        "Users",
        "Users are prevented from making accidental or intentional system-wide changes"
      },
      {"546", "Guests", "Guests have the same access as members of the Users group by default"},
      {"548", "Account Operators", "Members can administer domain user and group accounts"},
      {"549", "Server Operators", "Members can administer domain servers"},
      {"550", "Print Operators", "Members can administer printers installed on domain controllers"},
      {
        "551",
        "Backup Operators",
        "Backup Operators can override security restrictions for the sole purpose of backing up or restoring files"
      },
      {"552", "Replicator", "Supports file replication in a domain"},
      {
        "554",
        "Pre-Windows 2000 Compatible Access",
        "A backward compatibility group which allows read access on all users and groups in the domain"
      },
      {
        "555",
        "Remote Desktop Users",
        "Members in this group are granted the right to logon remotely"
      },
      {
        "556",
        "Network Configuration Operators",
        "Members in this group can have some administrative privileges to manage configuration of networking features"
      },
      {
        "557",
        "Incoming Forest Trust Builders",
        "Members of this group can create incoming, one-way trusts to this forest"
      },
      {
        "558",
        "Performance Monitor Users",
        "Members of this group can access performance counter data locally and remotely"
      },
      {
        "559",
        "Performance Log Users",
        "Members of this group may schedule logging of performance counters"
      },
      {
        "560",
        "Windows Authorization Access Group",
        "Members of this group have access to the computed tokenGroupsGlobalAndUniversal attribute on User objects"
      },
      {
        "561",
        "Terminal Server License Servers",
        "Members of this group can update user accounts in Active Directory with information about license issuance"
      },
      {
        "562",
        "Distributed COM Users",
        "Members are allowed to launch, activate and use Distributed COM objects on this machine."
      },
      {"568", "IIS_IUSRS", "Built-in group used by Internet Information Services."},
      {
        "569",
        "Cryptographic Operators",
        "Members are authorized to perform cryptographic operations."
      },
      {"573", "Event Log Readers", "Members of this group can read event logs from local machine"},
      {
        "574",
        "Certificate Service DCOM Access",
        "Members of this group are allowed to connect to Certification Authorities in the enterprise"
      },
      {
        "578",
        "Hyper-V Administrators",
        "Members of this group have complete and unrestricted access to all features of Hyper-V."
      },
      {
        "579",
        "Access Control Assistance Operators",
        "Members of this group can remotely query authorization attributes and permissions for resources on this computer."
      },
      {
        "580",
        "Remote Management Users",
        "Members of this group can access WMI resources over management protocols."
      },
      {
        "582",
        "Storage Replica Administrators",
        "Members of this group have complete and unrestricted access to all features of Storage Replica."
      }
    };
    for (String[] group : groups) {
      group(builtin, group[1], Sid.of(5, 32, Long.parseLong(group[0])), BUILTIN, group[2]);
    }
  }

  private void group(int parent, String name, Sid sid, int type, String description) {
    SystemObjects.Draft draft =
        objects
            .draft(parent, "group", name)
            .critical()
            .set("description", description)
            .set("objectSid", sid.bytes())
            .set("sAMAccountName", name)
            .set("groupType", type)
            .set("sAMAccountType", new GroupType(type).samAccountType());
    if (type == BUILTIN) {
      draft.systemFlags(SystemObjects.PROTECTED);
    }
    ids.put(name, draft.create());
  }

  private void foreignPrincipals(int container) {
    for (Sid sid : List.of(Sid.of(5, 4), Sid.of(5, 9), Sid.of(5, 11), Sid.of(5, 17))) {
      int id =
          objects
              .draft(container, "foreignSecurityPrincipal", sid.toString())
              .set("objectSid", sid.bytes())
              .create();
      ids.put(sid.toString(), id);
    }
  }

  private void memberships() {
    members("Administrators", "Administrator", "Domain Admins", "Enterprise Admins");
    members("Users", "Domain Users", "S-1-5-11", "S-1-5-4");
    members("Guests", "Guest", "Domain Guests");
    members("Domain Admins", "Administrator");
    members("Enterprise Admins", "Administrator");
    members("Schema Admins", "Administrator");
    members("Group Policy Creator Owners", "Administrator");
    members("Pre-Windows 2000 Compatible Access", "S-1-5-11");
    members("Windows Authorization Access Group", "S-1-5-9");
    members("IIS_IUSRS", "S-1-5-17");
    members(
        "Denied RODC Password Replication Group",
        "Read-only Domain Controllers",
        "Group Policy Creator Owners",
        "Domain Admins",
        "Cert Publishers",
        "Enterprise Admins",
        "Schema Admins",
        "Domain Controllers",
        "krbtgt");
  }

  private void members(String group, String... members) {
    int[] targets = new int[members.length];
    for (int i = 0; i < members.length; i++) {
      targets[i] = id(members[i]);
    }
    objects.link(id(group), w.member, targets);
  }

  private int id(String name) {
    Integer id = ids.get(name);
    if (id == null) {
      throw new IllegalStateException("there is no " + name);
    }
    return id;
  }

  private int domainController(int controllers) {
    Forest forest = fresh.forest();
    String host = forest.serverDnsName();
    SystemObjects.Draft draft =
        objects
            .draft(controllers, "computer", forest.serverName())
            .critical()
            .set("objectSid", fresh.domainSid().child(1000).bytes())
            .set("sAMAccountName", forest.serverName() + "$")
            .set("primaryGroupID", 516)
            .set("accountExpires", FileTime.NEVER)
            .set("dNSHostName", host)
            .set("operatingSystem", "Windows Server 2016 Standard")
            .set("operatingSystemVersion", "10.0 (14393)")
            .set(
                "servicePrincipalName",
                "ldap/" + host,
                "ldap/" + forest.serverName().toUpperCase(Locale.ROOT),
                "ldap/" + host + "/" + forest.dnsName(),
                "HOST/" + host,
                "HOST/" + forest.serverName().toUpperCase(Locale.ROOT),
                "GC/" + host + "/" + forest.dnsName());
    userDefaults(draft, new UserAccountControl(0x82000));
    draft.set("localPolicyFlags", 0);
    int id = draft.create();
    int ridSet =
        objects
            .draft(id, "rIDSet", "RID Set")
            .set("rIDAllocationPool", (1599L << 32) | 1100)
            .set("rIDPreviousAllocationPool", (1599L << 32) | 1100)
            .set("rIDUsedPool", 0)
            .set("rIDNextRID", 1100)
            .create();
    var change = objects.update().change(id);
    change.after().setReference(w.rIDSetReferences, ridSet);
    change.apply();
    return id;
  }
}
