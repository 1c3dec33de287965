package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ResultCode.PROTOCOL_ERROR_INT_VALUE;
import static com.unboundid.ldap.sdk.ResultCode.UNAVAILABLE_INT_VALUE;
import static com.unboundid.ldap.sdk.ResultCode.UNWILLING_TO_PERFORM_INT_VALUE;
import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients get wrong harms nobody but them. */
class RobustnessTest extends WireTest {
  private static final byte SEARCH = 0x63;

  @AfterEach
  void othersAreServed() throws Exception {
    try (LDAPConnection other = directory.admin();
        LDAPConnection plain = directory.plain()) {
      assertThat(other.getEntry(BASE)).isNotNull();
      assertThat(plain.getRootDSE()).isNotNull();
    }
  }

  private RawClient client() throws IOException {
    return new RawClient(directory.server().ldapPort());
  }

  private RawClient signedIn() throws IOException, LDAPException {
    return RawClient.admin(directory.server().ldapPort());
  }

  private static SearchRequestProtocolOp search(String base, SearchScope scope) {
    return search(base, scope, "1.1");
  }

  private static SearchRequestProtocolOp search(String base, SearchScope scope, String attribute) {
    return new SearchRequestProtocolOp(
        base,
        scope,
        DereferencePolicy.NEVER,
        0,
        0,
        false,
        Filter.createPresenceFilter("objectClass"),
        List.of(attribute));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "\u0000\u0000\u0000\u0000",
        "0\u0080\u0002\u0001\u0001\u0000\u0000", // indefinite length
        "0\u0085\u0001\u0001\u0001\u0001\u0001", // a length of five octets
        "0\u0005\u0002\u0001\u0001c\u007F", // an element longer than its message
        "0\u0005\u0002\u0001\u0001z\u0000", // no request of LDAP
        "0\u0005\u0002\u0001\u0000B\u0000", // message ID 0
        "0\u0005\u0002\u0005\u0001\u0001\u0001", // a message ID that is cut off
        "0\u0000"
      })
  void whatIsNoMessageEndsTheConnection(String octets) throws Exception {
    try (RawClient client = client()) {
      client.send(octets.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
      client.assertDisconnected(PROTOCOL_ERROR_INT_VALUE);
    }
  }

  @Test
  void aResponseIsNoRequest() throws Exception {
    try (RawClient client = signedIn()) {
      client.send(new SearchResultDoneProtocolOp(0, null, null, null));
      client.assertDisconnected(PROTOCOL_ERROR_INT_VALUE);
    }
  }

  @Test
  void tooLargeAMessageIsNotEvenRead() throws Exception {
    try (RawClient client = client()) {
      client.send(new byte[] {0x30, (byte) 0x84, 0x00, 0x04, 0x00, 0x01}); // 262145
      client.assertDisconnected(PROTOCOL_ERROR_INT_VALUE);
    }
    try (RawClient client = client()) {
      client.send(new byte[] {0x30, (byte) 0x84, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF});
      client.assertDisconnected(PROTOCOL_ERROR_INT_VALUE);
    }
    try (RawClient client = signedIn()) {
      client.send(new byte[] {0x30, (byte) 0x84, 0x00, (byte) 0xA0, 0x00, 0x01}); // 10485761
      client.assertDisconnected(PROTOCOL_ERROR_INT_VALUE);
    }
  }

  @Test
  void aLargeMessageIsReadFromThoseWhoHaveSignedIn() throws Exception {
    String user = objects.user("u1");
    byte[] photo = new byte[90_000];
    objects.read(user);
    admin.modify(user, new Modification(ModificationType.REPLACE, "jpegPhoto", photo));
    assertThat(objects.read(user, "jpegPhoto").getAttributeValueBytes("jpegPhoto"))
        .isEqualTo(photo);
  }

  /** A search whose filter is a presence in many elements of a kind. */
  private static byte[] nested(int id, byte kind, int depth) {
    byte[] filter = new ASN1OctetString((byte) 0x87, "objectClass").encode();
    for (int i = 0; i < depth; i++) {
      filter = new ASN1Element(kind, filter).encode();
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(new ASN1OctetString(BASE).encode());
    body.writeBytes(
        new byte[] {10, 1, 0, 10, 1, 0, 2, 1, 0, 2, 1, 0, 1, 1, 0}); // base, never, no limits
    body.writeBytes(filter);
    body.writeBytes(new byte[] {0x30, 0});
    return RawClient.message(id, new ASN1Element(SEARCH, body.toByteArray()).encode());
  }

  @ParameterizedTest
  @ValueSource(ints = {0xA0, 0xA1, 0xA2})
  void tooDeepAFilterIsRefusedAndTheConnectionGoesOn(int kind) throws Exception {
    try (RawClient client = signedIn()) {
      client.send(nested(2, (byte) kind, 10_000));
      LDAPMessage refusal = client.receive();
      assertThat(refusal.getMessageID()).isEqualTo(2);
      assertThat(refusal.getSearchResultDoneProtocolOp().getResultCode())
          .isEqualTo(PROTOCOL_ERROR_INT_VALUE);
      assertThat(refusal.getSearchResultDoneProtocolOp().getDiagnosticMessage())
          .startsWith("00000057: LdapErr");
      client.send(nested(3, (byte) kind, 500));
      LDAPMessage answer = client.receive();
      assertThat(answer.getMessageID()).isEqualTo(3);
    }
  }

  @Test
  void aWideFilterIsAnswered() throws Exception {
    List<Filter> parts = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      parts.add(Filter.createEqualityFilter("cn", "nobody" + i));
    }
    assertThat(admin.search(BASE, SearchScope.SUB, Filter.createORFilter(parts)).getEntryCount())
        .isZero();
  }

  @Test
  void aRequestThatCannotBeReadIsRefusedAndTheConnectionGoesOn() throws Exception {
    try (RawClient client = signedIn()) {
      client.send(RawClient.message(2, new byte[] {SEARCH, 2, 4, 0}));
      LDAPMessage refusal = client.receive();
      assertThat(refusal.getMessageID()).isEqualTo(2);
      assertThat(refusal.getSearchResultDoneProtocolOp().getResultCode())
          .isEqualTo(PROTOCOL_ERROR_INT_VALUE);
      client.send(RawClient.message(3, search("", SearchScope.BASE)));
      assertThat(client.receive().getProtocolOp()).isInstanceOf(SearchResultEntryProtocolOp.class);
    }
  }

  @Test
  void aModifyOfNothingIsRefused() throws Exception {
    try (RawClient client = signedIn()) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes(new ASN1OctetString(BASE).encode());
      body.writeBytes(new byte[] {0x30, 0});
      client.send(RawClient.message(2, new ASN1Element((byte) 0x66, body.toByteArray()).encode()));
      assertThat(client.receive().getModifyResponseProtocolOp().getResultCode())
          .isEqualTo(UNWILLING_TO_PERFORM_INT_VALUE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CN=x,", "CN=\\2c,", "<", "CN=", "\\", "\"", "+", "CN=a+"})
  void anEndlessNameIsRefused(String part) throws Exception {
    for (int size : new int[] {10_000, 1_000_000}) {
      String name = part.repeat(size / part.length()) + BASE;
      try (RawClient client = signedIn()) {
        client.send(RawClient.message(2, search(name, SearchScope.BASE)));
        int code = client.receive().getSearchResultDoneProtocolOp().getResultCode();
        assertThat(code).isIn(10, 32, 34);
      }
    }
  }

  @Test
  void aNameOfTenThousandLevelsIsRefused() throws Exception {
    String name = "OU=x,".repeat(10_000) + BASE;
    try (RawClient client = signedIn()) {
      client.send(RawClient.message(2, search(name, SearchScope.BASE)));
      assertThat(client.receive().getSearchResultDoneProtocolOp().getResultCode()).isIn(32, 34);
    }
  }

  @Test
  void halfARequestHoldsUpNobody() throws Exception {
    List<RawClient> halves = new ArrayList<>();
    byte[] whole = RawClient.message(1, search("", SearchScope.BASE));
    for (int i = 1; i < whole.length; i++) {
      RawClient client = client();
      client.send(Arrays.copyOf(whole, i));
      halves.add(client);
    }
    othersAreServed();
    for (int i = 0; i < halves.size(); i += 2) {
      halves.get(i).close();
    }
    othersAreServed();
    for (int i = 1; i < halves.size(); i += 2) {
      RawClient client = halves.get(i);
      client.send(Arrays.copyOfRange(whole, i + 1, whole.length));
      assertThat(client.receive().getProtocolOp()).isInstanceOf(SearchResultEntryProtocolOp.class);
      client.close();
    }
  }

  @Test
  void whoSaysNothingIsHungUpOn() throws Exception {
    try (TestDirectory impatient = new TestDirectory();
        LDAPConnection admin = impatient.admin();
        RawClient after = new RawClient(impatient.server().ldapPort())) {
      limit(admin, "InitRecvTimeout=1", "MaxConnIdleTime=1");
      try (RawClient silent = new RawClient(impatient.server().ldapPort());
          RawClient half = new RawClient(impatient.server().ldapPort())) {
        after.send(search("", SearchScope.BASE));
        assertThat(after.receive().getProtocolOp()).isInstanceOf(SearchResultEntryProtocolOp.class);
        assertThat(after.receive().getProtocolOp()).isInstanceOf(SearchResultDoneProtocolOp.class);
        half.send(new byte[] {0x30, 0x20, 0x02});
        silent.assertDisconnected(UNAVAILABLE_INT_VALUE);
        half.assertDisconnected(UNAVAILABLE_INT_VALUE);
        after.assertDisconnected(UNAVAILABLE_INT_VALUE);
      }
    }
  }

  private static void limit(LDAPConnection admin, String... limits) throws LDAPException {
    admin.modify(
        "CN=Default Query Policy,CN=Query-Policies,CN=Directory Service,CN=Windows NT,"
            + "CN=Services,CN=Configuration,"
            + TestDirectory.BASE,
        new Modification(ModificationType.REPLACE, "lDAPAdminLimits", limits));
  }

  @Test
  void tooManyConnectionsAreHungUpOn() throws Exception {
    try (TestDirectory small = new TestDirectory();
        LDAPConnection one = small.admin()) {
      limit(one, "MaxConnections=4");
      int port = small.server().ldapPort();
      RawClient second = RawClient.admin(port);
      try (RawClient first = RawClient.admin(port);
          RawClient third = RawClient.admin(port);
          RawClient fourth = new RawClient(port)) {
        fourth.assertClosed();
        first.send(search("", SearchScope.BASE));
        assertThat(first.receive()).isNotNull();
        second.close();
        await()
            .ignoreExceptionsInstanceOf(LDAPException.class)
            .ignoreExceptionsInstanceOf(IOException.class)
            .ignoreExceptionsInstanceOf(AssertionError.class)
            .until(
                () -> {
                  RawClient.admin(port).close();
                  return true;
                });
        third.send(search("", SearchScope.BASE));
        assertThat(third.receive()).isNotNull();
      }
    }
  }

  @Test
  void thousandsOfConnectionsComeAndGo() throws Exception {
    for (int port : new int[] {directory.server().ldapPort(), directory.server().ldapsPort()}) {
      for (int i = 0; i < 2000; i++) {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
      }
    }
    List<Socket> open = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      open.add(new Socket(InetAddress.getLoopbackAddress(), directory.server().ldapPort()));
    }
    othersAreServed();
    open.forEach(
        socket -> {
          try {
            socket.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Test
  void junkInsteadOfAHandshakeEndsTheConnection() throws Exception {
    try (RawClient client = new RawClient(directory.server().ldapsPort())) {
      client.send(
          "this is no TLS record at all, and it is long enough to be none\n"
              .repeat(3)
              .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      client.drain();
    }
    try (RawClient client = client()) {
      client.send(RawClient.startTls(1));
      assertThat(client.receive().getExtendedResponseProtocolOp().getResultCode()).isZero();
      client.send(
          "this is no TLS record at all, and it is long enough to be none\n"
              .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      client.drain();
    }
  }

  @Test
  void nothingSentInClearCountsAfterStartTls() throws Exception {
    try (RawClient client = client()) {
      ByteArrayOutputStream both = new ByteArrayOutputStream();
      both.writeBytes(RawClient.startTls(1));
      both.writeBytes(RawClient.message(2, search("", SearchScope.BASE)));
      client.send(both.toByteArray());
      client.assertDisconnected(PROTOCOL_ERROR_INT_VALUE);
    }
    try (RawClient client = signedIn()) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      // The search is long enough for the server to look ahead at what follows it.
      all.writeBytes(
          RawClient.message(2, search("CN=Schema,CN=Configuration," + BASE, SearchScope.SUB)));
      all.writeBytes(RawClient.startTls(3));
      all.writeBytes(RawClient.message(4, search("", SearchScope.BASE)));
      client.send(all.toByteArray());
      LDAPMessage message = client.receive();
      while (message.getMessageID() == 2) {
        message = client.receive();
      }
      assertThat(message.getMessageID()).as("a notice of disconnection").isZero();
      client.assertClosed();
    }
  }

  @Test
  void manyEncryptTheirConnectionsAtOnce() throws Exception {
    SSLContext tls = new SSLUtil(new TrustAllTrustManager()).createSSLContext();
    IntStream.range(0, 60)
        .parallel()
        .forEach(
            i -> {
              try (LDAPConnection client = directory.plain()) {
                client.processExtendedOperation(new StartTLSExtendedRequest(tls));
                client.bind(TestDirectory.ADMINISTRATOR, TestDirectory.PASSWORD);
              } catch (LDAPException e) {
                throw new AssertionError(e);
              }
            });
  }

  @Test
  void requestsThatComeTogetherAreAnsweredEach() throws Exception {
    try (RawClient client = signedIn()) {
      ByteArrayOutputStream many = new ByteArrayOutputStream();
      for (int id = 2; id < 102; id++) {
        many.writeBytes(RawClient.message(id, search(BASE, SearchScope.BASE)));
      }
      client.send(many.toByteArray());
      for (int id = 2; id < 102; id++) {
        assertThat(client.receive().getMessageID()).isEqualTo(id);
        LDAPMessage done = client.receive();
        while (done.getProtocolOpType() != LDAPMessage.PROTOCOL_OP_TYPE_SEARCH_RESULT_DONE) {
          done = client.receive();
        }
        assertThat(done.getMessageID()).isEqualTo(id);
      }
    }
  }

  @Test
  void aServerStopsThoughAClientDoesNotRead() throws Exception {
    TestDirectory stopping = new TestDirectory();
    SSLSocketFactory tls = new SSLUtil(new TrustAllTrustManager()).createSSLSocketFactory();
    try (Socket silent =
        tls.createSocket(InetAddress.getLoopbackAddress(), stopping.server().ldapsPort())) {
      OutputStream out = silent.getOutputStream();
      out.write(
          RawClient.message(
              1, new BindRequestProtocolOp(TestDirectory.ADMINISTRATOR, TestDirectory.PASSWORD)));
      for (int id = 2; id < 60; id++) {
        out.write(
            RawClient.message(
                id, search("CN=Schema,CN=Configuration," + BASE, SearchScope.SUB, "*")));
      }
      out.flush();
      await().atMost(Duration.ofSeconds(60)).until(() -> isHeldUp());
      assertTimeoutPreemptively(Duration.ofSeconds(60), stopping::close);
    }
  }

  @Test
  void aClientThatDoesNotReadHoldsUpNoWriter(@TempDir Path folder) throws Exception {
    try (TestDirectory durable = new TestDirectory(settings -> settings.withData(folder));
        LDAPConnection other = durable.admin();
        RawClient silent = RawClient.admin(durable.server().ldapPort())) {
      byte[] big = new byte[60_000];
      TestObjects there = new TestObjects(other);
      String user = there.user("u1");
      other.modify(user, new Modification(ModificationType.REPLACE, "jpegPhoto", big));
      CompletableFuture<Void> flood =
          CompletableFuture.runAsync(
              () -> {
                try {
                  for (int id = 2; id < 127; id++) {
                    silent.send(
                        RawClient.message(
                            id,
                            new ModifyRequestProtocolOp(
                                user,
                                List.of(
                                    new Modification(
                                        ModificationType.REPLACE, "title", "t" + id)))));
                    silent.send(RawClient.message(id, search(user, SearchScope.BASE, "jpegPhoto")));
                  }
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      for (int i = 0; i < 20; i++) {
        there.set(BASE, "description", "written meanwhile " + i);
      }
      assertThat(there.value(BASE, "description")).isEqualTo("written meanwhile 19");
      flood.handle((nothing, failure) -> failure).join();
      there.set(BASE, "description", "and after");
    }
  }

  /** Whether a connection's thread waits for its client to read. */
  private static boolean isHeldUp() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(each -> each.getKey().getName().startsWith("ldaps-"))
        .anyMatch(
            each ->
                Arrays.stream(each.getValue())
                    .anyMatch(frame -> frame.getMethodName().equals("implWrite")));
  }

  @Test
  void aTakenPortIsToldOf() {
    int taken = directory.server().ldapPort();
    assertThatThrownBy(() -> new TestDirectory(settings -> settings.withPorts(taken, 0)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("port " + taken + " for ldap is in use");
  }
}
