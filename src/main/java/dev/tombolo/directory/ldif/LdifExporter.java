package dev.tombolo.directory.ldif;

import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldif.LDIFWriter;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.Sid;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.operation.DirectoryContext;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.search.AttributeSelection;
import dev.tombolo.directory.search.ConstructedAttributes;
import dev.tombolo.directory.search.DnWriter;
import dev.tombolo.directory.search.EntryRenderer;
import dev.tombolo.directory.search.LinkReader;
import dev.tombolo.directory.security.Caller;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Octets;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/** Writes the domain as a search of everything would show it, parents before their children. */
public final class LdifExporter {
  private final DirectoryContext context;

  /** An exporter of one directory. */
  public LdifExporter(DirectoryContext context) {
    this.context = context;
  }

  /** Writes every object of the domain, deleted ones among them; returns how many. */
  public long write(OutputStream to) throws IOException {
    Snapshot view = context.store().snapshot();
    int domain = view.object(Register.DOMAIN);
    DnWriter names = new DnWriter(view, DnWriter.Form.PLAIN);
    EntryRenderer renderer =
        new EntryRenderer(
            view,
            AttributeSelection.of(view.schema(), List.of()),
            names,
            new LinkReader(view, false, false),
            new ConstructedAttributes(
                view,
                context.forest(),
                Caller.SYSTEM,
                context.access(),
                context.clock().instant(),
                false,
                names),
            new EntryRenderer.Options(false, Integer.MAX_VALUE, false, 0));
    long written = 0;
    try (LDIFWriter writer = new LDIFWriter(to)) {
      Octets octets = new Octets(2048);
      for (int id = 0; id < view.limit(); id++) {
        Entry entry = view.entry(id);
        if (entry != null && !entry.isPhantom() && Names.namingContext(view, id) == domain) {
          octets.clear();
          renderer.render(
              id, entry, context.access().readable(Caller.SYSTEM, view, id, entry), octets);
          com.unboundid.ldap.sdk.Entry record = decode(octets).duplicate();
          if (hasOtherDescriptor(view, entry)) {
            record.setAttribute(
                "nTSecurityDescriptor", context.access().descriptor(view, id, entry).encode());
          }
          writer.writeEntry(record);
          written++;
        }
      }
    } catch (DirectoryException | LDAPException e) {
      throw new IOException("an object cannot be written: " + e.getMessage(), e);
    }
    return written;
  }

  /** Whether an object has not the descriptor that its class says; a load gives it that one. */
  private boolean hasOtherDescriptor(Snapshot view, Entry entry) {
    int number = entry.reference(view.schema().wellKnown().nTSecurityDescriptor);
    Sid admins = Names.domainSid(view).child(512);
    ObjectClass structural = view.schema().objectClass(entry.structuralClass());
    return number >= 0
        && !Arrays.equals(
            view.descriptor(number), context.defaults().of(view, structural, admins, admins));
  }

  private static SearchResultEntry decode(Octets protocolOp) throws LDAPException {
    Octets message = new Octets(protocolOp.size() + 16);
    message.put(0x30).put(0x84).putInt(3 + protocolOp.size()).put(0x02).put(1).put(1);
    message.put(protocolOp.array(), 0, protocolOp.size());
    ASN1StreamReader reader = new ASN1StreamReader(new ByteArrayInputStream(message.toByteArray()));
    LDAPMessage decoded = LDAPMessage.readFrom(reader, false);
    return decoded.getSearchResultEntryProtocolOp().toSearchResultEntry();
  }
}
