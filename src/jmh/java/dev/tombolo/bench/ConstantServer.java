package dev.tombolo.bench;

import com.unboundid.ldap.protocol.LDAPMessage;
import dev.tombolo.directory.operation.QueryPolicy;
import dev.tombolo.directory.protocol.LdapListener;
import dev.tombolo.directory.protocol.ListenerContext;
import dev.tombolo.directory.search.RawEntry;
import dev.tombolo.directory.store.Octets;
import dev.tombolo.tls.LabCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A handler that answers every search with the same entry of thirty attributes: the floor for any server. */
final class ConstantServer {
  private ConstantServer() {}

  static int start(LabCertificates certificates) throws IOException {
    RawEntry entry = new RawEntry(Users.dn(1));
    for (String line : Users.plainAttributes(1).split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        entry.add(line.substring(0, colon), List.of(line.substring(colon + 1).strip().getBytes(StandardCharsets.UTF_8)));
      }
    }
    Octets octets = new Octets(2048);
    entry.write(octets);
    LdapListener listener =
        LdapListener.open(
            new LdapListener.Port("ldap", 0, false, false),
            new ListenerContext(
                certificates.serverContext(),
                exchange -> {
                  if (exchange.request().getProtocolOpType() == LDAPMessage.PROTOCOL_OP_TYPE_SEARCH_REQUEST) {
                    exchange.entry(octets);
                  }
                  exchange.succeed(List.of());
                },
                () -> QueryPolicy.DEFAULT));
    return listener.port();
  }
}
