package dev.tombolo.connector.writeback;

import com.unboundid.ldap.listener.LDAPListener;
import com.unboundid.ldap.listener.LDAPListenerClientConnection;
import com.unboundid.ldap.listener.LDAPListenerConfig;
import com.unboundid.ldap.listener.LDAPListenerRequestHandler;
import com.unboundid.ldap.protocol.AddRequestProtocolOp;
import com.unboundid.ldap.protocol.AddResponseProtocolOp;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.BindResponseProtocolOp;
import com.unboundid.ldap.protocol.CompareRequestProtocolOp;
import com.unboundid.ldap.protocol.CompareResponseProtocolOp;
import com.unboundid.ldap.protocol.DeleteRequestProtocolOp;
import com.unboundid.ldap.protocol.DeleteResponseProtocolOp;
import com.unboundid.ldap.protocol.ExtendedRequestProtocolOp;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyDNRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyDNResponseProtocolOp;
import com.unboundid.ldap.protocol.ModifyRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyResponseProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.tombolo.connector.wire.ForestEndpoint;
import dev.tombolo.tls.LabCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A directory that lets everybody in, has one account, and keeps what it is asked to modify. What
 * it answers, and whether it breaks off instead, can be chosen.
 */
final class RecordingDirectory implements AutoCloseable {
  static final String DN = "CN=alice,CN=Users,DC=adatum,DC=com";

  /** A modify as it came over the wire. */
  record Modify(ModifyRequestProtocolOp request, List<Control> controls) {}

  private final List<Modify> modifies = new CopyOnWriteArrayList<>();
  private final AtomicInteger keyVersion = new AtomicInteger(3);
  private final LabCertificates certificates;
  private final LDAPListener listener;
  private volatile int userAccountControl = 512;
  private volatile ResultCode answer = ResultCode.SUCCESS;
  private volatile String diagnostic = "";
  private volatile Break broken = Break.NOT;

  /** When the next modify's connection breaks. */
  enum Break {
    NOT,
    BEFORE_THE_WRITE,
    AFTER_THE_WRITE
  }

  RecordingDirectory(Path folder) {
    certificates = LabCertificates.in(folder, List.of());
    LDAPListenerConfig config = new LDAPListenerConfig(0, new Handler(null));
    config.setListenAddress(InetAddress.getLoopbackAddress());
    config.setServerSocketFactory(certificates.serverContext().getServerSocketFactory());
    listener = new LDAPListener(config);
    try {
      listener.startListening();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ForestEndpoint endpoint() {
    return new ForestEndpoint(
        "adatum.com",
        "ADATUM",
        "127.0.0.1",
        listener.getListenPort(),
        true,
        Optional.of(certificates.caCertificate()),
        "CN=connector",
        "any",
        "DC=adatum,DC=com");
  }

  List<Modify> modifies() {
    return List.copyOf(modifies);
  }

  void answersWith(ResultCode code, String text) {
    answer = code;
    diagnostic = text;
  }

  void breaksOff(Break when) {
    broken = when;
  }

  void has(int control) {
    userAccountControl = control;
  }

  @Override
  public void close() {
    listener.shutDown(true);
  }

  private final class Handler extends LDAPListenerRequestHandler {
    private final @Nullable LDAPListenerClientConnection connection;

    private Handler(@Nullable LDAPListenerClientConnection connection) {
      this.connection = connection;
    }

    @Override
    public LDAPListenerRequestHandler newInstance(LDAPListenerClientConnection client) {
      return new Handler(client);
    }

    @Override
    public LDAPMessage processBindRequest(
        int id, BindRequestProtocolOp request, List<Control> controls) {
      return new LDAPMessage(id, new BindResponseProtocolOp(0, null, null, List.of(), null));
    }

    @Override
    public LDAPMessage processSearchRequest(
        int id, SearchRequestProtocolOp request, List<Control> controls) {
      LDAPListenerClientConnection client = Objects.requireNonNull(connection);
      try {
        client.sendSearchResultEntry(
            id,
            new SearchResultEntry(
                DN,
                new Attribute[] {
                  new Attribute("userAccountControl", Integer.toString(userAccountControl)),
                  new Attribute("msDS-KeyVersionNumber", keyVersion.toString())
                }));
      } catch (LDAPException e) {
        throw new IllegalStateException(e);
      }
      return new LDAPMessage(id, new SearchResultDoneProtocolOp(0, null, null, List.of()));
    }

    @Override
    public LDAPMessage processModifyRequest(
        int id, ModifyRequestProtocolOp request, List<Control> controls) {
      modifies.add(new Modify(request, List.copyOf(controls)));
      Break now = broken;
      broken = Break.NOT;
      if (now != Break.BEFORE_THE_WRITE && answer.equals(ResultCode.SUCCESS)) {
        keyVersion.incrementAndGet();
      }
      if (now != Break.NOT) {
        try {
          Objects.requireNonNull(connection).close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return new LDAPMessage(
          id, new ModifyResponseProtocolOp(answer.intValue(), null, diagnostic, List.of()));
    }

    @Override
    public LDAPMessage processAddRequest(
        int id, AddRequestProtocolOp request, List<Control> controls) {
      return new LDAPMessage(id, new AddResponseProtocolOp(53, null, null, List.of()));
    }

    @Override
    public LDAPMessage processCompareRequest(
        int id, CompareRequestProtocolOp request, List<Control> controls) {
      return new LDAPMessage(id, new CompareResponseProtocolOp(53, null, null, List.of()));
    }

    @Override
    public LDAPMessage processDeleteRequest(
        int id, DeleteRequestProtocolOp request, List<Control> controls) {
      return new LDAPMessage(id, new DeleteResponseProtocolOp(53, null, null, List.of()));
    }

    @Override
    public LDAPMessage processExtendedRequest(
        int id, ExtendedRequestProtocolOp request, List<Control> controls) {
      return new LDAPMessage(
          id, new ExtendedResponseProtocolOp(53, null, null, List.of(), null, null));
    }

    @Override
    public LDAPMessage processModifyDNRequest(
        int id, ModifyDNRequestProtocolOp request, List<Control> controls) {
      return new LDAPMessage(id, new ModifyDNResponseProtocolOp(53, null, null, List.of()));
    }
  }
}
