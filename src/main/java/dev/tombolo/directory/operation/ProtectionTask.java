package dev.tombolo.directory.operation;

import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.security.AdminSdHolder;
import dev.tombolo.directory.update.Update;

/** Protects the members of protected groups, as a domain controller does every hour. */
public final class ProtectionTask {
  private final DirectoryContext context;

  /** Protects in one directory. */
  public ProtectionTask(DirectoryContext context) {
    this.context = context;
  }

  /** Protects whoever is to be and is not yet; how many that were. */
  public int run() throws DirectoryException {
    return context
        .store()
        .write(
            transaction ->
                new AdminSdHolder(
                        new Update(transaction, context.clock().instant()), context.access())
                    .protect())
        .value();
  }
}
