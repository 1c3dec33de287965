package dev.tombolo.directory.operation;

import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.security.AccessControl;
import dev.tombolo.directory.security.Caller;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.View;

/** Finds the object a write is for. */
final class Target {
  private Target() {}

  /**
   * The id of the object of a name, if the controls and the caller's rights let it be seen.
   *
   * @throws DirectoryException noSuchObject or a referral when not, invalidDNSyntax for what is no
   *     name
   */
  static int locate(
      View view, String name, RequestControls controls, Caller caller, AccessControl access)
      throws DirectoryException {
    int id = Names.find(view, name);
    Entry entry = id < 0 ? null : view.existing(id);
    if (entry == null
        || entry.isPhantom()
        || !controls.shows(entry, false)
        || !access.maySee(caller, view, id, entry)) {
      throw Names.notFound(view, name);
    }
    return id;
  }
}
