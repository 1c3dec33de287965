package dev.tombolo.directory.ldif;

import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.operation.DirectoryContext;
import dev.tombolo.directory.store.Store;
import dev.tombolo.directory.store.Transaction;
import java.io.IOException;
import java.util.List;

/**
 * Loads LDIF into a directory (RFC 2849): content records and change records, written by hand or
 * exported from a domain controller. Children may come before their parents and members before
 * their groups. A load is one transaction: the first record that does not fit stops it and nothing
 * has happened, unless the load is told to go on without such records.
 *
 * <p>Whoever loads is the server's owner, so passwords need no encryption and may be given in clear
 * as {@code clearTextPassword}, or for a user as {@code userPassword}.
 */
public final class LdifLoader {
  private static final long SMALL = 4L << 20;

  private final DirectoryContext context;
  private final boolean keepGoing;
  private final Progress progress;

  /**
   * Told how far a load has come: the file, the octets read of it and its size, the records done.
   */
  @FunctionalInterface
  public interface Progress {
    /** Nobody is told. */
    Progress NONE = (file, octets, size, records) -> {};

    /** Called every few thousand records. */
    void at(String file, long octets, long size, long records);
  }

  /**
   * A loader for one directory.
   *
   * @param keepGoing whether records that do not fit are left out and listed rather than stopping
   *     the load
   */
  public LdifLoader(DirectoryContext context, boolean keepGoing, Progress progress) {
    this.context = context;
    this.keepGoing = keepGoing;
    this.progress = progress;
  }

  /**
   * Loads sources one after another in one transaction.
   *
   * @throws LdifLoadException when a record does not fit; the directory is as it was
   * @throws IOException when a source cannot be read or the result not be made durable; the
   *     directory is as it was
   */
  public LdifReport load(List<LdifSource> sources) throws LdifLoadException, IOException {
    long size = 0;
    for (LdifSource source : sources) {
      size += source.size();
    }
    boolean small = size < SMALL;
    Store store = context.store();
    return run(
        sources,
        transaction -> {}, // it is there already
        body -> small ? store.write(body).await() : store.writeBulk(body));
  }

  /**
   * Fills a directory that is new: what makes it and what the sources bring are one transaction.
   *
   * @param first makes the directory
   * @throws LdifLoadException when a record does not fit; nothing has happened
   * @throws IOException when a source cannot be read or the result not be made durable; nothing has
   *     happened
   */
  public LdifReport fill(List<LdifSource> sources, Making first)
      throws LdifLoadException, IOException {
    return run(sources, first, context.store()::writeBulk);
  }

  /** Makes a directory in a transaction. */
  @FunctionalInterface
  public interface Making {
    /** Does it. */
    void in(Transaction transaction) throws DirectoryException;
  }

  /** How a transaction is made durable. */
  private interface Writing {
    LdifReport write(Store.Body<LdifReport> body) throws DirectoryException, IOException;
  }

  private LdifReport run(List<LdifSource> sources, Making first, Writing writing)
      throws LdifLoadException, IOException {
    try {
      return writing.write(
          transaction -> {
            first.in(transaction);
            return new Load(context, transaction, keepGoing, progress).run(sources);
          });
    } catch (Load.Stop e) {
      if (e.reason() instanceof LdifLoadException refused) {
        throw refused;
      }
      throw new IOException(e.reason().getMessage(), e.reason());
    } catch (DirectoryException e) {
      throw new LdifLoadException(new LdifProblem("", 0, "", Refusal.answer(e)));
    }
  }
}
