package dev.tombolo.connector.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeFilterTest {
  private static final ScopeFilter FILTER =
      new ScopeFilter(
          List.of("OU=Sync,DC=x", "ou=again, ou=out,OU=Sync,DC=x"), List.of("OU=Out,OU=Sync,DC=x"));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "CN=a,OU=Sync,DC=x; true",
        "cn=a,ou=SYNC,dc=X; true",
        "OU=Sync,DC=x; true",
        "CN=a,OU=Out,OU=Sync,DC=x; false",
        "CN=a,OU=Again,OU=Out,OU=Sync,DC=x; true",
        "CN=a,OU=NoSync,DC=x; false",
        "CN=a,DC=x; false"
      })
  void innermostContainerDecides(String dn, boolean wanted) {
    assertThat(FILTER.includes(dn)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"CN=a,OU=Sync,DC=x; true", "CN=a,OU=NoSync,DC=x; false"})
  void withoutIncludesEverythingElseIsIn(String dn, boolean wanted) {
    assertThat(new ScopeFilter(List.of(), List.of("OU=NoSync,DC=x")).includes(dn))
        .isEqualTo(wanted);
  }
}
