package dev.tombolo.directory.security;

import dev.tombolo.ad.DescriptorException;
import dev.tombolo.ad.Sddl;
import dev.tombolo.ad.SecurityDescriptor;
import dev.tombolo.ad.Sid;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.store.View;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The security descriptors that new objects have when nobody says otherwise: their class's
 * defaultSecurityDescriptor with an owner (MS-ADTS 6.1.3). One is made once and is the same array
 * every time.
 */
public final class DefaultDescriptors {
  /** What most classes say; it is taken where one says nothing, or nothing that can be read. */
  private static final String COMMON =
      "D:(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;DA)(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;SY)(A;;LCRPLORC;;;AU)";

  private static final int DOMAIN_ADMINS = 512;
  private static final int REMEMBERED = 4096;

  private final Map<Key, byte[]> made = new ConcurrentHashMap<>();

  private record Key(String text, Sid domain, Sid owner, Sid group) {}

  /** What a new object of a class keeps. */
  public byte[] of(View view, ObjectClass objectClass, Sid owner, Sid group) {
    String text = objectClass.definition().defaultDescriptor();
    Key key = new Key(text.isEmpty() ? COMMON : text, Names.domainSid(view), owner, group);
    byte[] known = made.get(key);
    if (known != null) {
      return known;
    }
    if (made.size() >= REMEMBERED) {
      made.clear();
    }
    return made.computeIfAbsent(key, DefaultDescriptors::make);
  }

  /** What an object counts as having that was made before there were descriptors. */
  byte[] ofOrphan(View view, ObjectClass objectClass) {
    Sid admins = Names.domainSid(view).child(DOMAIN_ADMINS);
    return of(view, objectClass, admins, admins);
  }

  private static byte[] make(Key key) {
    SecurityDescriptor text = parse(key);
    SecurityDescriptor owned =
        new SecurityDescriptor(text.control(), key.owner, key.group, text.dacl(), text.sacl());
    return OwnDescriptor.of(owned).encode();
  }

  private static SecurityDescriptor parse(Key key) {
    Sddl sddl = Sddl.inDomain(key.domain);
    try {
      return sddl.parse(key.text);
    } catch (DescriptorException e) {
      try {
        return sddl.parse(COMMON);
      } catch (DescriptorException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
