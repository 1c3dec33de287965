package dev.tombolo.directory.ldif;

import com.unboundid.ldif.LDIFRecord;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.DistinguishedName;
import dev.tombolo.ad.TextFold;
import dev.tombolo.directory.operation.DirectoryContext;
import dev.tombolo.directory.store.Transaction;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One load in its transaction. Each record is done as soon as it can be: what names an object that
 * is not there waits for that object, by its name, and follows when it comes.
 */
final class Load {
  private static final int PROGRESS_EVERY = 5000;

  private final DirectoryContext context;
  private final Transaction transaction;
  private final boolean keepGoing;
  private final LdifLoader.Progress progress;
  private final Placement placement;
  private final Changes changes;
  private final Map<String, List<Waiting>> waiting = new LinkedHashMap<>();
  private final Deque<Waiting> due = new ArrayDeque<>();
  private final List<LdifProblem> leftOut = new ArrayList<>();
  private long added;
  private long changed;
  private long records;

  /** Ends a load from within its transaction. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Exception reason;

    private Stop(Exception reason) {
      super(reason.getMessage(), reason, false, false);
      this.reason = reason;
    }

    Exception reason() {
      return reason;
    }
  }

  Load(
      DirectoryContext context,
      Transaction transaction,
      boolean keepGoing,
      LdifLoader.Progress progress) {
    this.context = context;
    this.transaction = transaction;
    this.keepGoing = keepGoing;
    this.progress = progress;
    this.placement = new Placement(context, transaction);
    this.changes = new Changes(context, transaction);
  }

  /**
   * Does every record of the sources.
   *
   * @throws Stop when one does not fit, or a source cannot be read
   */
  LdifReport run(List<LdifSource> sources) {
    try {
      for (LdifSource source : sources) {
        read(source);
      }
    } catch (IOException e) {
      throw new Stop(e);
    }
    giveUpWaiting();
    List<String> files = sources.stream().map(LdifSource::name).toList();
    leftOut.sort(
        Comparator.comparingInt((LdifProblem each) -> files.indexOf(each.file()))
            .thenComparingLong(LdifProblem::line));
    return new LdifReport(added, changed, leftOut);
  }

  private void read(LdifSource source) throws IOException {
    long size = source.size();
    try (ReadAhead reader =
        new ReadAhead(new RecordReader(source.open(), new UrlValues(source.folder())))) {
      for (ReadAhead.Item item = reader.next(); !item.isEnd(); item = reader.next()) {
        LdifRecord record = item.record();
        if (record == null) {
          problem(
              new Waiting.Origin(source.name(), item.line(), item.dn()), oneLine(item.problem()));
          continue;
        }
        Waiting.Origin origin = new Waiting.Origin(source.name(), item.line(), record.dn());
        due.add(new Waiting.Whole(origin, record));
        doWhatIsDue();
        if (++records % PROGRESS_EVERY == 0) {
          progress.at(source.name(), item.octets(), size, records);
        }
      }
      progress.at(source.name(), size, size, records);
    }
  }

  private static String oneLine(@Nullable String text) {
    return text == null
        ? ""
        : text.replace(" starting at or near line number 0", "").replaceAll("\\s+", " ").strip();
  }

  private void problem(Waiting.Origin origin, String reason) {
    if (!keepGoing) {
      throw new Stop(new LdifLoadException(origin.problem(reason)));
    }
    leftOut.add(origin.problem(reason));
  }

  private void doWhatIsDue() {
    while (!due.isEmpty()) {
      Waiting each = due.remove();
      Transaction.@Nullable Mark mark = keepGoing ? transaction.mark() : null;
      try {
        attempt(each);
      } catch (DirectoryException e) {
        if (mark != null) {
          transaction.rollBack(mark);
          placement.undone();
        }
        refuse(each, e);
      }
    }
  }

  private void attempt(Waiting each) throws DirectoryException {
    if (each instanceof Waiting.Reference reference) {
      placement.add(reference);
    } else if (each instanceof Waiting.Whole whole) {
      if (whole.record() instanceof LdifRecord.Whole put) {
        put(whole, put.content());
      } else if (whole.record() instanceof LdifRecord.Change change) {
        change(whole, change.record());
      }
    }
  }

  private void put(Waiting.Whole whole, Content content) throws DirectoryException {
    String missing = placement.missing(content);
    if (missing != null) {
      await(missing, whole);
      return;
    }
    Placement.Placed placed = placement.put(whole, content);
    added += placed.isNew() ? 1 : 0;
    changed += placed.isNew() ? 0 : 1;
    placed.waiting().forEach((reference, name) -> await(name, reference));
    isThere(content.name());
  }

  private void change(Waiting.Whole whole, LDIFRecord record) throws DirectoryException {
    String missing = changes.missing(record);
    if (missing != null) {
      await(missing, whole);
      return;
    }
    apply(record);
  }

  private void apply(LDIFRecord record) throws DirectoryException {
    placement.forget();
    String renamed = changes.apply(record);
    changed++;
    if (renamed != null) {
      isThere(DistinguishedName.parse(renamed));
    }
  }

  private void await(String dn, Waiting each) {
    waiting.computeIfAbsent(dn, key -> new ArrayList<>()).add(each);
  }

  private void isThere(DistinguishedName dn) {
    if (!waiting.isEmpty()) {
      List<Waiting> released = waiting.remove(key(dn));
      if (released != null) {
        due.addAll(released);
      }
    }
  }

  /** The form in which names are compared. */
  static String key(String dn) throws DirectoryException {
    return key(DistinguishedName.parse(dn));
  }

  static String key(DistinguishedName dn) {
    return TextFold.fold(dn.toString());
  }

  private void refuse(Waiting each, DirectoryException e) {
    if (each instanceof Waiting.Reference reference) {
      problem(
          each.origin(),
          reference.attribute().name() + ": " + reference.value() + ": " + Refusal.answer(e));
    } else if (each instanceof Waiting.Whole whole) {
      problem(each.origin(), new Refusal(transaction, context.forest(), whole.record()).reason(e));
    }
  }

  /** What still waits when the last record has been read will not be. */
  private void giveUpWaiting() {
    List<Waiting> left = new ArrayList<>();
    waiting.values().forEach(left::addAll);
    waiting.clear();
    for (Waiting each : left) {
      if (each instanceof Waiting.Whole whole && whole.record() instanceof LdifRecord.Whole put) {
        problem(each.origin(), placement.whatIsMissing(put.content()));
        continue;
      }
      Transaction.Mark mark = transaction.mark();
      try {
        if (each instanceof Waiting.Whole whole
            && whole.record() instanceof LdifRecord.Change change) {
          apply(change.record());
        } else {
          attempt(each);
        }
      } catch (DirectoryException e) {
        transaction.rollBack(mark);
        placement.undone();
        refuse(each, e);
      }
      doWhatIsDue();
    }
  }
}
