package dev.tombolo.clients;

import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tombolo.compatibility.Behaviour;
import dev.tombolo.directory.TestDirectory;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.function.Predicate;
import javax.naming.AuthenticationException;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.PartialResultException;
import javax.naming.directory.BasicAttribute;
import javax.naming.directory.BasicAttributes;
import javax.naming.directory.DirContext;
import javax.naming.directory.ModificationItem;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.BasicControl;
import javax.naming.ldap.Control;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.LdapContext;
import javax.naming.ldap.PagedResultsControl;
import javax.naming.ldap.PagedResultsResponseControl;
import javax.naming.ldap.StartTlsRequest;
import javax.naming.ldap.StartTlsResponse;
import org.junit.jupiter.api.Test;

/** The LDAP client that comes with Java. */
@Behaviour(source = "JNDI, of the JDK")
@SuppressWarnings({"BanJNDI", "JdkObsolete"}) // it is what is tried, and it takes a Hashtable
class JndiTest extends CompanyTest {
  /** Work with a context over StartTLS. */
  private interface Work {
    void with(LdapContext context) throws Exception;
  }

  private void as(String name, String password, Work work) throws Exception {
    Hashtable<String, Object> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    environment.put(Context.PROVIDER_URL, ldap());
    environment.put(Context.REFERRAL, "ignore");
    LdapContext context = new InitialLdapContext(environment, null);
    try {
      StartTlsResponse tls = (StartTlsResponse) context.extendedOperation(new StartTlsRequest());
      tls.negotiate(tls().getSocketFactory());
      context.addToEnvironment(Context.SECURITY_AUTHENTICATION, "simple");
      context.addToEnvironment(Context.SECURITY_PRINCIPAL, name);
      context.addToEnvironment(Context.SECURITY_CREDENTIALS, password);
      context.reconnect(null);
      work.with(context);
      tls.close();
    } finally {
      context.close();
    }
  }

  private static List<SearchResult> search(LdapContext context, String base, String filter)
      throws Exception {
    SearchControls controls = new SearchControls();
    controls.setSearchScope(SearchControls.SUBTREE_SCOPE);
    List<SearchResult> found = new ArrayList<>();
    NamingEnumeration<SearchResult> results = context.search(base, filter, controls);
    try {
      while (results.hasMore()) {
        found.add(results.next());
      }
    } catch (PartialResultException e) {
      // Continuation references of a whole domain, which come after the entries.
      assertThat(base).isEqualTo(BASE);
    }
    return found;
  }

  @Test
  void jndiSignsInOverStartTlsAndFindsAUserWithHerGroups() throws Exception {
    as(
        "alice.smith@adatum.com",
        Company.PASSWORD,
        context -> {
          SearchResult alice = search(context, BASE, "(sAMAccountName=alice)").get(0);
          assertThat(alice.getNameInNamespace()).isEqualTo(Company.ALICE);
          assertThat(alice.getAttributes().get("memberOf").get())
              .isEqualTo("CN=Inner," + Company.STAFF);
          assertThat(
                  search(context, BASE, "(member:1.2.840.113556.1.4.1941:=" + Company.ALICE + ")"))
              .hasSize(2);
        });
  }

  @Test
  void jndiTurnsPages() throws Exception {
    as(
        TestDirectory.ADMINISTRATOR,
        TestDirectory.PASSWORD,
        context -> {
          int count = 0;
          byte[] cookie = null;
          do {
            context.setRequestControls(
                new Control[] {new PagedResultsControl(500, cookie, Control.CRITICAL)});
            count += search(context, Company.STAFF, "(objectClass=contact)").size();
            PagedResultsResponseControl answer =
                (PagedResultsResponseControl) context.getResponseControls()[0];
            cookie = answer.getCookie();
          } while (cookie != null && cookie.length > 0);
          assertThat(count).isEqualTo(Company.CONTACTS);
        });
  }

  @Test
  void jndiChangesAPasswordAndIsToldWhyAnotherIsRefused() throws Exception {
    as(
        "ADATUM\\alice",
        Company.PASSWORD,
        context ->
            context.modifyAttributes(
                Company.ALICE,
                new ModificationItem[] {
                  new ModificationItem(
                      DirContext.REMOVE_ATTRIBUTE,
                      new BasicAttribute("unicodePwd", quoted(Company.PASSWORD))),
                  new ModificationItem(
                      DirContext.ADD_ATTRIBUTE,
                      new BasicAttribute("unicodePwd", quoted(Company.NEW_PASSWORD)))
                }));
    as(
        "ADATUM\\alice",
        Company.NEW_PASSWORD,
        context -> assertThat(search(context, Company.ALICE, "(title=clerk)")).hasSize(1));
    assertThatExceptionOfType(AuthenticationException.class)
        .isThrownBy(() -> as("ADATUM\\alice", "wrong", context -> {}))
        .withMessageContaining("AcceptSecurityContext error, data 52e");
  }

  @Test
  void jndiFollowsChangesByUsn() throws Exception {
    as(
        TestDirectory.ADMINISTRATOR,
        TestDirectory.PASSWORD,
        context -> {
          long usn =
              Long.parseLong(
                  (String)
                      context
                          .getAttributes("", new String[] {"highestCommittedUSN"})
                          .get("highestCommittedUSN")
                          .get());
          context.modifyAttributes(
              Company.ALICE,
              DirContext.REPLACE_ATTRIBUTE,
              new BasicAttributes("title", "Manager", true));
          context.destroySubcontext("CN=c0001," + Company.STAFF);
          context.setRequestControls(
              new Control[] {new BasicControl("1.2.840.113556.1.4.417", Control.CRITICAL, null)});
          Predicate<SearchResult> deleted = entry -> entry.getAttributes().get("isDeleted") != null;
          List<SearchResult> changed = search(context, BASE, "(uSNChanged>=" + (usn + 1) + ")");
          assertThat(changed).hasSize(2);
          assertThat(changed).filteredOn(deleted).hasSize(1);
          assertThat(changed)
              .filteredOn(deleted.negate())
              .extracting(SearchResult::getNameInNamespace)
              .containsExactly(Company.ALICE);
        });
  }
}
