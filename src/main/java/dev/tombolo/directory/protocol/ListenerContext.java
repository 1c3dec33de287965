package dev.tombolo.directory.protocol;

import dev.tombolo.directory.operation.QueryPolicy;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * What all ports of a server share.
 *
 * @param tls the server's certificate and whom it trusts
 * @param handler answers the requests
 * @param policies the limits as they are now
 * @param connections those that are open
 * @param diagnosticsEndWithNul whether diagnostics end with a NUL, as domain controllers' do
 */
public record ListenerContext(
    SSLContext tls,
    RequestHandler handler,
    Supplier<QueryPolicy> policies,
    Connections connections,
    boolean diagnosticsEndWithNul) {
  /** Ports with connections of their own and diagnostics like a domain controller's. */
  public ListenerContext(SSLContext tls, RequestHandler handler, Supplier<QueryPolicy> policies) {
    this(tls, handler, policies, new Connections(), true);
  }
}
