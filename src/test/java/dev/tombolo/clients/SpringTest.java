package dev.tombolo.clients;

import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tombolo.compatibility.Behaviour;
import dev.tombolo.directory.TestDirectory;
import java.util.ArrayList;
import java.util.List;
import javax.naming.directory.BasicAttribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.ModificationItem;
import javax.naming.directory.SearchControls;
import org.junit.jupiter.api.Test;
import org.springframework.ldap.core.AttributesMapper;
import org.springframework.ldap.core.LdapTemplate;
import org.springframework.ldap.core.support.DefaultTlsDirContextAuthenticationStrategy;
import org.springframework.ldap.core.support.LdapContextSource;
import org.springframework.ldap.core.support.SingleContextSource;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.ldap.authentication.ad.ActiveDirectoryLdapAuthenticationProvider;

/** Spring's LDAP clients. */
class SpringTest extends CompanyTest {
  private static final AttributesMapper<String> NAME =
      attributes -> (String) attributes.get("cn").get();

  private LdapContextSource source(String name, String password) throws Exception {
    DefaultTlsDirContextAuthenticationStrategy tls =
        new DefaultTlsDirContextAuthenticationStrategy();
    tls.setSslSocketFactory(tls().getSocketFactory());
    LdapContextSource source = new LdapContextSource();
    source.setUrl(ldap());
    source.setUserDn(name);
    source.setPassword(password);
    source.setAuthenticationStrategy(tls);
    source.setReferral("ignore");
    source.afterPropertiesSet();
    return source;
  }

  private LdapTemplate admin() throws Exception {
    LdapTemplate template =
        new LdapTemplate(source(TestDirectory.ADMINISTRATOR, TestDirectory.PASSWORD));
    template.setIgnorePartialResultException(true);
    return template;
  }

  private ActiveDirectoryLdapAuthenticationProvider provider() {
    ActiveDirectoryLdapAuthenticationProvider provider =
        new ActiveDirectoryLdapAuthenticationProvider("adatum.com", ldap(), BASE);
    provider.setConvertSubErrorCodesToExceptions(true);
    provider.setSearchFilter("(&(objectClass=user)(|(userPrincipalName={0})(sAMAccountName={1})))");
    return provider;
  }

  private static Authentication token(String name, String password) {
    return UsernamePasswordAuthenticationToken.unauthenticated(name, password);
  }

  @Test
  @SuppressWarnings("deprecation") // the paging that programs have used for years
  @Behaviour(source = "Spring LDAP")
  void springLdapFindsAUserHerGroupsAndTurnsPages() throws Exception {
    LdapTemplate admin = admin();
    assertThat(admin.search(BASE, "(sAMAccountName=alice)", NAME)).containsExactly("Alice Smith");
    assertThat(admin.search(BASE, "(member:1.2.840.113556.1.4.1941:=" + Company.ALICE + ")", NAME))
        .containsExactlyInAnyOrder("Inner", "Outer");
    SingleContextSource one =
        new SingleContextSource(admin.getContextSource().getReadOnlyContext());
    try {
      LdapTemplate template = new LdapTemplate(one);
      org.springframework.ldap.control.PagedResultsDirContextProcessor pages =
          new org.springframework.ldap.control.PagedResultsDirContextProcessor(500);
      SearchControls controls = new SearchControls();
      controls.setSearchScope(SearchControls.SUBTREE_SCOPE);
      List<String> names =
          new ArrayList<>(
              template.search(Company.STAFF, "(objectClass=contact)", controls, NAME, pages));
      while (pages.hasMore()) {
        names.addAll(
            template.search(Company.STAFF, "(objectClass=contact)", controls, NAME, pages));
      }
      assertThat(names).hasSize(Company.CONTACTS).doesNotHaveDuplicates();
    } finally {
      one.destroy();
    }
  }

  @Test
  @Behaviour(source = "Spring LDAP")
  void springLdapChangesAPasswordAndSignsIn() throws Exception {
    LdapTemplate user = new LdapTemplate(source(Company.ALICE, Company.PASSWORD));
    user.modifyAttributes(
        Company.ALICE,
        new ModificationItem[] {
          new ModificationItem(
              DirContext.REMOVE_ATTRIBUTE,
              new BasicAttribute("unicodePwd", quoted(Company.PASSWORD))),
          new ModificationItem(
              DirContext.ADD_ATTRIBUTE,
              new BasicAttribute("unicodePwd", quoted(Company.NEW_PASSWORD)))
        });
    LdapTemplate admin = admin();
    assertThat(admin.authenticate(BASE, "(sAMAccountName=alice)", Company.NEW_PASSWORD)).isTrue();
    assertThat(admin.authenticate(BASE, "(sAMAccountName=alice)", "wrong")).isFalse();
  }

  @Test
  @Behaviour(source = "Spring Security's ActiveDirectoryLdapAuthenticationProvider")
  void springSecuritySignsAUserInWithTheGroupsSheIsAMemberOf() {
    for (String name : List.of("alice", "alice.smith@adatum.com")) {
      Authentication signedIn = provider().authenticate(token(name, Company.PASSWORD));
      assertThat(signedIn).as(name).isNotNull();
      assertThat(signedIn.isAuthenticated()).isTrue();
      assertThat(signedIn.getAuthorities())
          .extracting(GrantedAuthority::getAuthority)
          .contains("Inner");
    }
  }

  @Test
  @Behaviour(source = "Spring Security's ActiveDirectoryLdapAuthenticationProvider")
  void springSecurityTellsAWrongPasswordFromADisabledAccount() throws Exception {
    assertThatExceptionOfType(BadCredentialsException.class)
        .isThrownBy(() -> provider().authenticate(token("alice", "wrong")));
    admin()
        .modifyAttributes(
            Company.ALICE,
            new ModificationItem[] {
              new ModificationItem(
                  DirContext.REPLACE_ATTRIBUTE, new BasicAttribute("userAccountControl", "514"))
            });
    assertThatExceptionOfType(DisabledException.class)
        .isThrownBy(() -> provider().authenticate(token("alice", Company.PASSWORD)));
  }
}
