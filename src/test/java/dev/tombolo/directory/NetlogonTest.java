package dev.tombolo.directory;

import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.ObjectGuid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetlogonTest extends WireTest {
  private static final byte[] EXTENDED = {6, 0, 0, 0};
  private static final int PATIENCE = 60_000;

  private static Filter filter(byte[] version, Object... terms) {
    List<Filter> all = new ArrayList<>();
    all.add(Filter.createEqualityFilter("NtVer", version));
    for (int i = 0; i < terms.length; i += 2) {
      all.add(
          terms[i + 1] instanceof byte[] octets
              ? Filter.createEqualityFilter((String) terms[i], octets)
              : Filter.createEqualityFilter((String) terms[i], (String) terms[i + 1]));
    }
    return Filter.createANDFilter(all);
  }

  private static byte[] message(int id, String base, Filter filter, String attribute) {
    return new LDAPMessage(
            id,
            new SearchRequestProtocolOp(
                base,
                SearchScope.BASE,
                DereferencePolicy.NEVER,
                0,
                0,
                false,
                filter,
                List.of(attribute)))
        .encode()
        .encode();
  }

  /** Sends a datagram and reads the entry and the result of the one that comes back. */
  private byte[] ask(Filter filter) throws IOException, LDAPException {
    try (DatagramSocket socket = new DatagramSocket()) {
      send(socket, message(7, "", filter, "NetLogon"));
      ByteArrayInputStream octets = new ByteArrayInputStream(receive(socket, PATIENCE));
      ASN1StreamReader in = new ASN1StreamReader(octets);
      LDAPMessage entry = LDAPMessage.readFrom(in, false);
      assertThat(entry.getMessageID()).isEqualTo(7);
      LDAPMessage done = LDAPMessage.readFrom(in, false);
      assertThat(done.getSearchResultDoneProtocolOp().getResultCode()).isZero();
      List<Attribute> attributes = entry.getSearchResultEntryProtocolOp().getAttributes();
      return attributes.isEmpty() ? new byte[0] : attributes.get(0).getValueByteArray();
    }
  }

  private void send(DatagramSocket socket, byte[] octets) throws IOException {
    socket.send(
        new DatagramPacket(
            octets,
            octets.length,
            InetAddress.getLoopbackAddress(),
            directory.server().cldapPort()));
  }

  private static byte[] receive(DatagramSocket socket, int patience) throws IOException {
    socket.setSoTimeout(patience);
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    socket.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  private static List<String> names(ByteBuffer in, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> labels = new ArrayList<>();
      for (int length = in.get(); length > 0; length = in.get()) {
        byte[] label = new byte[length];
        in.get(label);
        labels.add(new String(label, StandardCharsets.UTF_8));
      }
      names.add(String.join(".", labels));
    }
    return names;
  }

  @Test
  void aClientLearnsWhoTheControllerIs() throws Exception {
    byte[] answer = ask(filter(new byte[] {14, 0, 0, 0}, "DnsDomain", "adatum.com", "Host", "PC1"));
    ByteBuffer in = ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(in.getShort()).as("opcode").isEqualTo((short) 23);
    in.getShort();
    int flags = in.getInt();
    assertThat(flags & 0x11D).as("PDC, GC, LDAP, DS, writable").isEqualTo(0x11D);
    assertThat(flags & 0x60).as("neither Kerberos nor time").isZero();
    byte[] guid = new byte[16];
    in.get(guid);
    assertThat(ObjectGuid.of(guid)).isEqualTo(objects.guid(BASE));
    assertThat(names(in, 8))
        .containsExactly(
            "adatum.com",
            "adatum.com",
            "dc1.adatum.com",
            "ADATUM",
            "DC1",
            "",
            "Default-First-Site-Name",
            "Default-First-Site-Name");
    assertThat(in.get()).isEqualTo((byte) 16);
    assertThat(in.getInt()).as("an address of IPv4").isEqualTo(2);
    assertThat(in.getInt()).isEqualTo(0x0100007F);
    in.getLong();
    assertThat(in.getInt()).as("version").isEqualTo(13);
    assertThat(in.getInt()).isEqualTo(-1);
    assertThat(in.hasRemaining()).isFalse();
  }

  @Test
  void theSameIsSaidByTcp() throws Exception {
    Filter filter = filter(EXTENDED, "DnsDomain", "adatum.com.");
    try (LDAPConnection nobody = directory.plain()) {
      SearchResultEntry root =
          nobody.search("", SearchScope.BASE, filter, "netlogon").getSearchEntries().get(0);
      assertThat(root.getAttributes()).hasSize(1);
      assertThat(root.getAttributeValueBytes("netlogon")).isEqualTo(ask(filter));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "alice, , 23",
    "alice, 16, 23",
    "alice, 128, 25",
    "nobody, , 25",
    "Guest, , 25",
    "PC1$, 128, 23",
    "PC1$, 16, 25"
  })
  void itIsSaidWhetherAnAccountIsKnown(String user, Integer types, int opcode) throws Exception {
    objects.user("alice");
    admin.add(
        "dn: CN=PC1,CN=Computers," + BASE,
        "objectClass: computer",
        "sAMAccountName: PC1$",
        "userAccountControl: 4096");
    byte[] answer =
        types == null
            ? ask(filter(EXTENDED, "User", user))
            : ask(filter(EXTENDED, "User", user, "AAC", new byte[] {types.byteValue(), 0, 0, 0}));
    assertThat(answer[0]).isEqualTo((byte) opcode);
  }

  @Test
  void olderClientsGetOlderAnswers() throws Exception {
    byte[] version5 = ask(filter(new byte[] {2, 0, 0, 0}));
    assertThat(version5[0]).isEqualTo((byte) 19);
    assertThat(new String(version5, 2, 10, StandardCharsets.UTF_16LE)).isEqualTo("\\\\DC1");
    assertThat(version5[version5.length - 8]).isEqualTo((byte) 3);
    byte[] version4 = ask(filter(new byte[] {1, 0, 0, 0}));
    assertThat(version4).hasSize(2 + 12 + 2 + 14 + 8);
  }

  @Test
  void anotherDomainIsNotHere() throws Exception {
    byte[] sid = objects.read(BASE, "objectSid").getAttributeValueBytes("objectSid");
    byte[] guid = objects.read(BASE, "objectGUID").getAttributeValueBytes("objectGUID");
    assertThat(ask(filter(EXTENDED, "DomainSid", sid, "DomainGuid", guid))).isNotEmpty();
    sid[10] ^= 1;
    guid[3] ^= 1;
    assertThat(ask(filter(EXTENDED, "DnsDomain", "contoso.com"))).isEmpty();
    assertThat(ask(filter(EXTENDED, "DomainSid", sid))).isEmpty();
    assertThat(ask(filter(EXTENDED, "DomainGuid", guid))).isEmpty();
    assertThat(ask(Filter.createEqualityFilter("DnsDomain", "adatum.com"))).isEmpty();
    assertThat(ask(filter(new byte[] {6}))).isEmpty();
    assertThat(ask(Filter.createNOTFilter(filter(EXTENDED)))).isEmpty();
  }

  @Test
  void whatIsNoQuestionHasNoAnswerAndTheNextHas() throws Exception {
    try (DatagramSocket socket = new DatagramSocket()) {
      send(socket, new byte[] {0x30});
      send(socket, new byte[0]);
      send(socket, new byte[5000]);
      send(socket, message(1, BASE, filter(EXTENDED), "cn"));
      send(socket, RawClient.startTls(2));
      assertThat(ask(filter(EXTENDED))).as("those before have been dealt with").isNotEmpty();
      assertThatThrownBy(() -> receive(socket, 1)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void theRootDseIsReadByUdpToo() throws Exception {
    try (DatagramSocket socket = new DatagramSocket()) {
      send(
          socket,
          message(3, "", Filter.createPresenceFilter("objectClass"), "defaultNamingContext"));
      assertThat(new String(receive(socket, PATIENCE), StandardCharsets.UTF_8)).contains(BASE);
    }
  }
}
