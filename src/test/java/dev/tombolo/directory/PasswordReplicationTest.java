package dev.tombolo.directory;

import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.ExtendedRequest;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.ad.FileTime;
import dev.tombolo.ad.NtHash;
import dev.tombolo.ad.Oids;
import dev.tombolo.ad.PasswordReplication.Account;
import dev.tombolo.ad.PasswordReplication.Request;
import dev.tombolo.ad.PasswordReplication.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PasswordReplicationTest extends FreshWireTest {
  private static final ASN1OctetString START = new ASN1OctetString();

  @Test
  void everyAccountWithAPasswordIsToldOfFromTheStart() throws Exception {
    String alice = objects.user("alice", "Secret-1-one");
    admin.add("dn: CN=nobody,CN=Users," + BASE, "objectClass: user", "sAMAccountName: nobody");
    Response all = read(START, 0);
    assertThat(all.more()).isFalse();
    assertThat(all.accounts())
        .extracting(Account::objectGuid)
        .contains(objects.guid(alice), objects.guid(TestDirectory.ADMINISTRATOR))
        .doesNotContain(objects.guid("CN=nobody,CN=Users," + BASE));
    Account told = only(all.accounts(), objects.guid(alice));
    assertThat(told.ntHash().getValue()).isEqualTo(NtHash.of("Secret-1-one").octets());
    assertThat(told.userAccountControl()).isEqualTo(512);
    assertThat(told.pwdLastSet()).isEqualTo(objects.number(alice, "pwdLastSet"));
    assertThat(told.toString()).doesNotContain("ntHash");
  }

  @Test
  void onlyPasswordsWrittenSinceTheCookieAreToldOf() throws Exception {
    String alice = objects.user("alice", "Secret-1-one");
    String bob = objects.user("bob", "Secret-1-two");
    ASN1OctetString cookie = read(START, 0).cookie();
    assertThat(read(cookie, 0).accounts()).isEmpty();
    objects.set(alice, "description", "changed");
    Instant before = directory.clock().instant();
    directory.clock().advance(Duration.ofDays(2));
    objects.reset(bob, "Secret-2-two");
    Response changes = read(cookie, 0);
    assertThat(changes.accounts())
        .extracting(Account::objectGuid)
        .containsExactly(objects.guid(bob));
    Account told = changes.accounts().get(0);
    assertThat(told.ntHash().getValue()).isEqualTo(NtHash.of("Secret-2-two").octets());
    assertThat(FileTime.toInstant(told.changedAt()))
        .isBetween(before.plus(Duration.ofDays(2)).minusSeconds(1), directory.clock().instant());
    assertThat(read(changes.cookie(), 0).accounts()).isEmpty();
  }

  @Test
  void aPasswordThatMustBeChangedIsToldWithPwdLastSetZero() throws Exception {
    String alice = objects.user("alice", "Secret-1-one");
    objects.set(alice, "pwdLastSet", "0");
    assertThat(only(read(START, 0).accounts(), objects.guid(alice)).pwdLastSet()).isZero();
  }

  @Test
  void deletedAccountsAreNotToldOf() throws Exception {
    String alice = objects.user("alice", "Secret-1-one");
    UUID guid = objects.guid(alice);
    admin.delete(alice);
    assertThat(read(START, 0).accounts()).extracting(Account::objectGuid).doesNotContain(guid);
    assertThat(named(START, guid).accounts()).isEmpty();
  }

  @Test
  void repliesOfBoundedSizeTellEachAccountOnce() throws Exception {
    List<UUID> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.add(objects.guid(objects.user("user" + i, "Secret-1-number" + i)));
    }
    objects.set("CN=user0,CN=Users," + BASE, "description", "comes last now");
    List<UUID> told = new ArrayList<>();
    ASN1OctetString cookie = START;
    boolean more = true;
    while (more) {
      Response part = read(cookie, 2);
      assertThat(part.accounts()).hasSizeLessThanOrEqualTo(2);
      part.accounts().forEach(account -> told.add(account.objectGuid()));
      cookie = part.cookie();
      more = part.more();
    }
    assertThat(told).doesNotHaveDuplicates().containsAll(made);
    assertThat(told.get(told.size() - 1)).isEqualTo(made.get(0));
  }

  @Test
  void accountsAskedForByGuidAreToldOfAndTheCookieStays() throws Exception {
    UUID alice = objects.guid(objects.user("alice", "Secret-1-one"));
    UUID bob = objects.guid(objects.user("bob", "Secret-1-two"));
    ASN1OctetString cookie = read(START, 0).cookie();
    Response named = named(cookie, bob, UUID.randomUUID(), alice);
    assertThat(named.accounts()).extracting(Account::objectGuid).containsExactly(bob, alice);
    assertThat(named.more()).isFalse();
    assertThat(named.cookie().getValue()).isEqualTo(cookie.getValue());
  }

  @Test
  void theBaseMustBeTheHeadOfANamingContext() {
    assertRefused(
        () -> send(admin, new Request("CN=Users," + BASE, START, 0, List.of())),
        ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
        "00002105: SecErr");
    LDAPException missing =
        assertRefused(
            () -> send(admin, new Request("CN=nope," + BASE, START, 0, List.of())),
            ResultCode.NO_SUCH_OBJECT,
            "0000208D: NameErr");
    assertThat(missing.getMatchedDN()).isEqualTo(BASE);
  }

  @Test
  void anOrdinaryUserIsRefused() throws Exception {
    objects.user("alice", "Secret-1-one");
    try (LDAPConnection alice = directory.bind("alice@adatum.com", "Secret-1-one")) {
      assertRefused(
          () -> send(alice, new Request(BASE, START, 0, List.of())),
          ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
          "00002105: SecErr");
    }
  }

  @Test
  void nobodyInParticularIsRefused() throws Exception {
    try (LDAPConnection nobody = directory.connect()) {
      assertRefused(
          () -> send(nobody, new Request(BASE, START, 0, List.of())),
          ResultCode.OPERATIONS_ERROR,
          "000004DC: LdapErr");
    }
  }

  @Test
  void hashesDoNotTravelInClear() throws Exception {
    try (LDAPConnection plain = directory.plain()) {
      plain.bind(TestDirectory.ADMINISTRATOR, TestDirectory.PASSWORD);
      assertRefused(
          () -> send(plain, new Request(BASE, START, 0, List.of())),
          ResultCode.CONFIDENTIALITY_REQUIRED,
          "0000202D: LdapErr");
    }
  }

  @Test
  void aBrokenCookieOrRequestIsAProtocolError() {
    assertRefused(
        () -> send(admin, new Request(BASE, new ASN1OctetString("nonsense"), 0, List.of())),
        ResultCode.PROTOCOL_ERROR,
        "0000203D: LdapErr");
    for (ASN1OctetString broken :
        new @Nullable ASN1OctetString[] {null, new ASN1OctetString("x"), START}) {
      assertRefused(() -> sendValue(admin, broken), ResultCode.PROTOCOL_ERROR, "00000057: LdapErr");
    }
  }

  @Test
  void theRequestIsAdvertised() throws Exception {
    assertThat(admin.getEntry("", "supportedExtension").getAttributeValues("supportedExtension"))
        .contains(Oids.PASSWORD_REPLICATION);
  }

  private Response read(ASN1OctetString cookie, int maxObjects) throws LDAPException {
    return send(admin, new Request(BASE, cookie, maxObjects, List.of()));
  }

  private Response named(ASN1OctetString cookie, UUID... objects) throws LDAPException {
    return send(admin, new Request(BASE, cookie, 0, List.of(objects)));
  }

  private static Response send(LDAPConnection client, Request request) throws LDAPException {
    ExtendedResult result = sendValue(client, request.encode());
    assertThat(result.getOID()).isEqualTo(Oids.PASSWORD_REPLICATION);
    return Response.decode(result.getValue()).orElseThrow();
  }

  private static ExtendedResult sendValue(LDAPConnection client, @Nullable ASN1OctetString value)
      throws LDAPException {
    return Refusals.extended(client, new ExtendedRequest(Oids.PASSWORD_REPLICATION, value));
  }

  private static Account only(List<Account> accounts, UUID guid) {
    List<Account> found =
        accounts.stream().filter(account -> account.objectGuid().equals(guid)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
