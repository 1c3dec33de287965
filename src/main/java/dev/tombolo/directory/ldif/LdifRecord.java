package dev.tombolo.directory.ldif;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldif.LDIFAddChangeRecord;
import com.unboundid.ldif.LDIFModifyChangeRecord;
import com.unboundid.ldif.LDIFRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** One record of an LDIF file. */
sealed interface LdifRecord {
  /** The name of the object it is about. */
  String dn();

  /** The classes it gives the object. */
  List<String> classNames();

  /** The attributes it names. */
  List<String> attributeNames();

  /** A record that brings a whole object. */
  record Whole(Content content) implements LdifRecord {
    @Override
    public String dn() {
      return content.dn();
    }

    @Override
    public List<String> classNames() {
      return content.values("objectClass").stream()
          .map(each -> new String(each, StandardCharsets.UTF_8))
          .toList();
    }

    @Override
    public List<String> attributeNames() {
      return content.properties().stream().map(each -> base(each.description())).toList();
    }
  }

  /** A record that changes what is there. */
  record Change(LDIFRecord record) implements LdifRecord {
    @Override
    public String dn() {
      return record.getDN();
    }

    @Override
    public List<String> classNames() {
      return List.of();
    }

    @Override
    public List<String> attributeNames() {
      return record instanceof LDIFModifyChangeRecord modify
          ? Arrays.stream(modify.getModifications()).map(Modification::getAttributeName).toList()
          : List.of();
    }
  }

  /** A record as the SDK has it. */
  static LdifRecord of(LDIFRecord record) {
    if (record instanceof Entry entry) {
      return new Whole(Content.of(entry));
    }
    return record instanceof LDIFAddChangeRecord add
        ? new Whole(Content.of(add.getEntryToAdd()))
        : new Change(record);
  }

  private static String base(String description) {
    int semicolon = description.indexOf(';');
    return semicolon < 0 ? description : description.substring(0, semicolon);
  }
}
