package dev.tombolo.directory.operation;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.directory.lifecycle.DeletedNames;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.security.ControlRight;
import dev.tombolo.directory.store.Commit;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.OctetCursor;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.store.View;
import dev.tombolo.directory.update.Update;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Enables and disables optional features of the forest, the recycle bin first of all (MS-ADTS
 * 3.1.1.9).
 */
public final class OptionalFeatures {
  /** The GUID of the recycle bin feature. */
  public static final UUID RECYCLE_BIN = UUID.fromString("766ddcd8-acd0-445e-f3b9-a7f9b6744f2a");

  private static final int DISABLABLE = 4;
  private static final byte[] NO_DATA = {};

  private final DirectoryContext context;

  /** The features of one directory. */
  public OptionalFeatures(DirectoryContext context) {
    this.context = context;
  }

  /**
   * Enables a feature.
   *
   * @param request {@code <scope DN>:<feature GUID>}
   */
  void enable(Session session, String request) throws DirectoryException {
    Request parsed = parse(session, request);
    await(
        context
            .store()
            .write(
                transaction -> {
                  int feature = feature(transaction, parsed.feature);
                  checkScope(transaction, parsed);
                  WellKnown w = transaction.schema().wellKnown();
                  if (isEnabled(transaction, parsed.scope, feature)) {
                    throw AdError.FEATURE_ENABLED.about(
                        w.msDSEnabledFeature.attid(), w.msDSEnabledFeature.name());
                  }
                  Entry entry = transaction.existing(feature);
                  Entry partitions = transaction.existing(parsed.scope);
                  if (partitions.number(w.msDSBehaviorVersion, 0)
                      < entry.number(w.msDSRequiredForestBehaviorVersion, 0)) {
                    throw AdError.FEATURE_NOT_SUPPORTED.exception();
                  }
                  enable(transaction, context.clock().instant(), parsed.scope, feature);
                  return feature;
                }));
  }

  private static void await(Commit<?> commit) throws DirectoryException {
    try {
      Object unused = commit.await();
    } catch (IOException e) {
      throw AdError.BUSY.exception();
    }
  }

  /**
   * Enables a feature in a transaction that builds or prepares a directory; everything else must
   * hold already.
   */
  public static void enable(Transaction transaction, Instant now, int scope, int feature) {
    Update update = new Update(transaction, now);
    WellKnown w = update.wellKnown();
    for (int owner : List.of(scope, transaction.object(Register.DSA))) {
      Update.ObjectChange change = update.change(owner);
      change.addLink(w.msDSEnabledFeature, feature, NO_DATA);
      change.apply();
    }
    byte[] guid = transaction.existing(feature).first(w.msDSOptionalFeatureGUID);
    if (guid != null && ObjectGuid.of(guid).equals(RECYCLE_BIN)) {
      transaction.register(Register.RECYCLE_BIN, 1);
      recycleTombstones(update);
    }
  }

  /**
   * Every tombstone becomes a recycled object: from now on it is hidden and not to be brought back.
   */
  private static void recycleTombstones(Update update) {
    Transaction transaction = update.transaction();
    WellKnown w = update.wellKnown();
    byte[] deleted = Keys.indexed(w.isDeleted.syntax().key(new byte[] {'T', 'R', 'U', 'E'}));
    List<Integer> tombstones = new ArrayList<>();
    OctetCursor each = transaction.index(w.isDeleted).ascend(deleted);
    while (each.next() && each.keyStartsWith(deleted)) {
      Entry entry = transaction.existing(each.keyTail());
      if (!entry.has(w.isRecycled)
          && !DeletedNames.isContainer(transaction, each.keyTail(), entry)) {
        tombstones.add(each.keyTail());
      }
    }
    for (int id : tombstones) {
      Update.ObjectChange change = update.change(id);
      change.after().set(w.isRecycled, true).recycled(true);
      change.apply();
    }
  }

  /** Disables a feature, if it is one of those that can be disabled. */
  void disable(Session session, String request) throws DirectoryException {
    Request parsed = parse(session, request);
    View view = context.store().snapshot();
    int feature = feature(view, parsed.feature);
    WellKnown w = view.schema().wellKnown();
    if ((view.existing(feature).number(w.msDSOptionalFeatureFlags, 0) & DISABLABLE) == 0) {
      throw AdError.FEATURE_NOT_SUPPORTED.exception();
    }
    if (!isEnabled(view, parsed.scope, feature)) {
      throw AdError.VALUE_MISSING.about(w.msDSEnabledFeature.attid(), w.msDSEnabledFeature.name());
    }
    await(
        context
            .store()
            .write(
                transaction -> {
                  Update update = new Update(transaction, context.clock().instant());
                  Update.ObjectChange change = update.change(parsed.scope);
                  change.removeLink(w.msDSEnabledFeature, feature, NO_DATA);
                  return change.apply();
                }));
  }

  private record Request(int scope, UUID feature) {}

  private Request parse(Session session, String request) throws DirectoryException {
    View view = context.store().snapshot();
    int colon = request.lastIndexOf(':');
    Optional<UUID> guid =
        colon < 0 ? Optional.empty() : ObjectGuid.parse(request.substring(colon + 1).strip());
    int scope = colon < 0 ? -1 : find(view, request.substring(0, colon));
    int partitions = view.child(view.object(Register.CONFIGURATION), "Partitions");
    context
        .access()
        .require(
            session.caller(),
            view,
            ControlRight.MANAGE_OPTIONAL_FEATURES,
            scope < 0 ? partitions : scope);
    if (guid.isEmpty() || scope < 0) {
      throw AdError.UNKNOWN_FEATURE.exception();
    }
    return new Request(scope, guid.get());
  }

  private static int find(View view, String scope) {
    try {
      return Names.find(view, scope);
    } catch (DirectoryException e) {
      return -1; // no name, so there is no such object
    }
  }

  private static int feature(View view, UUID guid) throws DirectoryException {
    AttributeType attribute = view.schema().wellKnown().msDSOptionalFeatureGUID;
    int at = view.object(Register.CONFIGURATION);
    for (String name :
        List.of("Services", "Windows NT", "Directory Service", "Optional Features")) {
      at = view.child(at, name);
    }
    byte[] prefix = Keys.namesBelow(at);
    OctetCursor each = view.names().ascend(prefix);
    while (each.next() && each.keyStartsWith(prefix)) {
      byte[] own = view.existing(each.valueHead()).first(attribute);
      if (own != null && ObjectGuid.of(own).equals(guid)) {
        return each.valueHead();
      }
    }
    throw AdError.UNKNOWN_FEATURE.exception();
  }

  /** The features there are belong to the forest, whose scope is the partitions container. */
  private static void checkScope(View view, Request request) throws DirectoryException {
    if (request.scope != view.child(view.object(Register.CONFIGURATION), "Partitions")) {
      throw AdError.FEATURE_NOT_SUPPORTED.exception();
    }
  }

  private static boolean isEnabled(View view, int scope, int feature) {
    int pair = view.schema().wellKnown().msDSEnabledFeature.linkPair();
    return view.link(pair, scope, feature, NO_DATA).map(link -> link.present()).orElse(false);
  }
}
