package dev.tombolo.directory.operation;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.naming.ServiceSettings;
import dev.tombolo.directory.search.DnWriter;
import dev.tombolo.directory.store.View;
import java.util.List;
import java.util.Optional;

/** Puts results in the order, and cuts out the window, that the controls of a search ask for. */
final class Arrangement {
  private Arrangement() {}

  /**
   * The results as they are to be sent; the response controls say what became of the wish.
   *
   * @param maxTempTableSize how many objects are sorted by an attribute that has no index
   * @throws DirectoryException when a critical control cannot be followed
   */
  static Results of(
      View view,
      Results results,
      RequestControls controls,
      DnWriter names,
      int maxTempTableSize,
      List<Control> responses)
      throws DirectoryException {
    Optional<RequestControls.SortKeys> keys = controls.sort();
    Optional<VirtualListView.Request> window = window(view, controls);
    if (keys.isEmpty()) {
      if (window.isPresent()) {
        DirectoryException refusal = AdError.SORT_CONTROL_MISSING.exception();
        Control response = VirtualListView.response(0, 0, refusal.resultCode().intValue());
        refuse(controls, ControlKind.LIST_VIEW, refusal, response, responses);
      }
      return results;
    }
    Optional<DirectoryException> refusal = Sorting.refusal(keys.get());
    if (refusal.isPresent()) {
      Control response = Sorting.response(refusal.get().resultCode().intValue());
      refuse(controls, ControlKind.SORT, refusal.get(), response, responses);
      return results;
    }
    Sorting.Sorted sorted = Sorting.sort(view, results, keys.get(), names, maxTempTableSize);
    Results some = sorted.between(0, sorted.size());
    if (sorted.isUnordered()) {
      DirectoryException tooMany = AdError.TOO_MANY_TO_SORT.exception();
      Control response = Sorting.response(ResultCode.ADMIN_LIMIT_EXCEEDED_INT_VALUE);
      refuse(controls, ControlKind.SORT, tooMany, response, responses);
      return () -> {
        int id = some.next();
        return id < 0 ? results.next() : id;
      };
    }
    responses.add(Sorting.response(ResultCode.SUCCESS_INT_VALUE));
    return window.isPresent() ? VirtualListView.show(sorted, window.get(), responses) : some;
  }

  /** The window asked for; where views are switched off the control is one nobody knows. */
  private static Optional<VirtualListView.Request> window(View view, RequestControls controls)
      throws DirectoryException {
    Optional<VirtualListView.Request> window = controls.listView();
    if (window.isEmpty() || !ServiceSettings.disablesViews(view)) {
      return window;
    }
    if (controls.isCritical(ControlKind.LIST_VIEW)) {
      throw AdError.UNKNOWN_CONTROL.exception();
    }
    return Optional.empty();
  }

  private static void refuse(
      RequestControls controls,
      ControlKind kind,
      DirectoryException refusal,
      Control response,
      List<Control> responses)
      throws DirectoryException {
    if (controls.isCritical(kind)) {
      throw refusal.with(List.of(response));
    }
    responses.add(response);
  }
}
