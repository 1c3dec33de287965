package dev.tombolo.directory.search;

import dev.tombolo.ad.Sid;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.View;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Writes the names of objects for one search, remembering those of parents. With extended names, a
 * name is led by the object's GUID and, if it has one, its SID (control …529).
 */
public final class DnWriter {
  /** How names are written. */
  public enum Form {
    /** Plain names. */
    PLAIN,
    /** GUID and SID in hexadecimal octets. */
    EXTENDED_HEX,
    /** GUID and SID in their text forms. */
    EXTENDED_TEXT
  }

  private static final int REMEMBERED = 10_000;

  private final View view;
  private final Form form;
  private final Map<Integer, String> parents = new HashMap<>();
  private final Map<Integer, byte[]> references = new HashMap<>();

  /** A writer for one view. */
  public DnWriter(View view, Form form) {
    this.view = view;
    this.form = form;
  }

  /** The name of an object in UTF-8. */
  public byte[] write(int id, Entry entry) {
    StringBuilder dn = new StringBuilder(128);
    if (form != Form.PLAIN) {
      appendIdentity(entry, dn);
    }
    Names.appendRdn(view, entry, dn);
    if (entry.parent() >= 0) {
      dn.append(',').append(parent(entry.parent()));
    }
    return dn.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The name of an object that many values name, such as a category, in UTF-8. */
  byte[] writeReference(int id) {
    byte[] known = references.get(id);
    if (known != null) {
      return known;
    }
    byte[] written = write(id, view.existing(id));
    if (references.size() < REMEMBERED) {
      references.put(id, written);
    }
    return written;
  }

  private String parent(int id) {
    String known = parents.get(id);
    if (known != null) {
      return known;
    }
    String dn = Names.containerDn(view, id);
    if (parents.size() < REMEMBERED) {
      parents.put(id, dn);
    }
    return dn;
  }

  private void appendIdentity(Entry entry, StringBuilder to) {
    HexFormat hex = HexFormat.of();
    byte[] guid = entry.guid();
    to.append("<GUID=")
        .append(form == Form.EXTENDED_HEX ? hex.formatHex(guid) : Names.guid(entry).toString())
        .append(">;");
    Sid sid = Names.sid(view, entry);
    if (sid != null) {
      to.append("<SID=")
          .append(form == Form.EXTENDED_HEX ? hex.formatHex(sid.bytes()) : sid.toString())
          .append(">;");
    }
  }
}
