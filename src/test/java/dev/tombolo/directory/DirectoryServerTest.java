package dev.tombolo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.SearchResultEntry;
import org.junit.jupiter.api.Test;

class DirectoryServerTest {
  @Test
  void aUserThatIsAddedBareComesOutAsActiveDirectoryMakesIt() throws Exception {
    try (TestDirectory directory = new TestDirectory();
        LDAPConnection admin = directory.admin()) {
      admin.add(
          "dn: CN=u1,CN=Users," + TestDirectory.BASE, "objectClass: user", "sAMAccountName: u1");
      SearchResultEntry u1 = admin.getEntry("CN=u1,CN=Users," + TestDirectory.BASE);
      assertThat(u1.getObjectClassValues())
          .containsExactly("top", "person", "organizationalPerson", "user");
      assertThat(u1.getAttributeValue("userAccountControl")).isEqualTo("546");
      assertThat(u1.getAttributeValue("pwdLastSet")).isEqualTo("0");
      assertThat(u1.getAttributeValue("accountExpires")).isEqualTo("9223372036854775807");
      assertThat(u1.getAttributeValue("objectCategory"))
          .isEqualTo("CN=Person,CN=Schema,CN=Configuration," + TestDirectory.BASE);
      assertThat(u1.getAttributeValueBytes("objectGUID")).hasSize(16);
      assertThat(u1.getAttributeValueBytes("objectSid")).hasSize(28);
    }
  }
}
