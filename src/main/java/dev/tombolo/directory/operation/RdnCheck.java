package dev.tombolo.directory.operation;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.schema.AttributeType;

/** What an RDN's value may be (MS-ADTS 3.1.1.5.1.2). */
final class RdnCheck {
  private static final int LONGEST = 254;

  private RdnCheck() {}

  static void check(AttributeType rdn, String value) throws DirectoryException {
    if (value.isEmpty() || value.indexOf('\n') >= 0) {
      throw AdError.BAD_RDN_VALUE.exception();
    }
    if (value.indexOf(0) >= 0) {
      throw AdError.BAD_DN.exception();
    }
    long longest = Math.min(LONGEST, rdn.definition().rangeUpper().orElse(LONGEST));
    if (value.length() > longest) {
      throw AdError.OUT_OF_RANGE.about(rdn.attid(), rdn.name(), value.length());
    }
  }
}
