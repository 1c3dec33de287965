package dev.tombolo.connector.wire;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DisconnectType;
import com.unboundid.ldap.sdk.ExtendedRequest;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One signed-in LDAP connection to a forest, opened when it is first needed and again after it
 * broke. Safe for many threads, which then share the connection.
 */
public final class ForestClient implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
  private static final long RESPONSE_TIMEOUT_MILLIS = 120_000;

  private final ForestEndpoint endpoint;
  private @Nullable LDAPConnection connection;
  private boolean closed;

  /** A client that connects when it is used. */
  public ForestClient(ForestEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Where it connects to. */
  public ForestEndpoint endpoint() {
    return endpoint;
  }

  /** Connects and signs in, unless that is done. */
  public void open() throws ForestException {
    live();
  }

  /** Searches; every entry and reference is in the result. */
  public SearchResult search(SearchRequest request) throws ForestException {
    LDAPConnection live = live();
    try {
      return live.search(request);
    } catch (LDAPSearchException e) {
      throw failed(live, e);
    }
  }

  /** The value of the rootDSE's or an entry's attribute, if there is one. */
  public Optional<byte[]> value(String dn, String attribute) throws ForestException {
    LDAPConnection live = live();
    try {
      return Optional.ofNullable(live.getEntry(dn, attribute))
          .map(entry -> entry.getAttributeValueBytes(attribute));
    } catch (LDAPException e) {
      throw failed(live, e);
    }
  }

  /** Modifies an entry. */
  public void modify(ModifyRequest request) throws ForestException {
    LDAPConnection live = live();
    try {
      LDAPResult result = live.modify(request);
      if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
        throw new LDAPException(result);
      }
    } catch (LDAPException e) {
      throw failed(live, e);
    }
  }

  /** Sends an extended request; a result other than success is a failure. */
  public ExtendedResult extended(ExtendedRequest request) throws ForestException {
    LDAPConnection live = live();
    try {
      ExtendedResult result = live.processExtendedOperation(request);
      if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
        throw new LDAPException(result);
      }
      return result;
    } catch (LDAPException e) {
      throw failed(live, e);
    }
  }

  /** A connection of its own, signed in, for a search that lasts; the caller closes it. */
  public LDAPConnection dedicated() throws ForestException {
    try {
      return connect();
    } catch (LDAPException e) {
      throw ForestException.of(endpoint, e);
    }
  }

  /** Whether the server says in its rootDSE that it knows a control. */
  public boolean supports(Control control) throws ForestException {
    LDAPConnection live = live();
    try {
      return live.getRootDSE() != null && live.getRootDSE().supportsControl(control.getOID());
    } catch (LDAPException e) {
      throw failed(live, e);
    }
  }

  private synchronized LDAPConnection live() throws ForestException {
    if (closed) {
      throw ForestException.of(
          endpoint, new LDAPException(ResultCode.CONNECT_ERROR, "the connector is closed"));
    }
    LDAPConnection known = connection;
    if (known != null && known.isConnected()) {
      return known;
    }
    try {
      LDAPConnection fresh = connect();
      connection = fresh;
      return fresh;
    } catch (LDAPException e) {
      throw ForestException.of(endpoint, e);
    }
  }

  private LDAPConnection connect() throws LDAPException {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(CONNECT_TIMEOUT_MILLIS);
    options.setResponseTimeoutMillis(RESPONSE_TIMEOUT_MILLIS);
    options.setAbandonOnTimeout(true);
    options.setUseSchema(false);
    LDAPConnection fresh = new LDAPConnection(sockets(), options, endpoint.host(), endpoint.port());
    try {
      fresh.bind(endpoint.bindDn(), endpoint.bindPassword());
      return fresh;
    } catch (LDAPException e) {
      fresh.close();
      throw e;
    }
  }

  private SocketFactory sockets() throws LDAPException {
    if (!endpoint.tls()) {
      return SocketFactory.getDefault();
    }
    try {
      SSLUtil tls =
          endpoint.caCertificate().isPresent()
              ? new SSLUtil(new PEMFileTrustManager(endpoint.caCertificate().get().toFile()))
              : new SSLUtil();
      return tls.createSSLSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new LDAPException(
          ResultCode.CONNECT_ERROR, "the CA certificate cannot be used: " + e.getMessage(), e);
    }
  }

  /** A connection that is not usable any more is given up, so that the next call opens another. */
  private synchronized ForestException failed(LDAPConnection used, LDAPException e) {
    if (!e.getResultCode().isConnectionUsable() && used.equals(connection)) {
      connection = null;
      used.setDisconnectInfo(DisconnectType.OTHER, "unusable", e);
      used.close();
    }
    return ForestException.of(endpoint, e);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
