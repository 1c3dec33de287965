package dev.tombolo.assertion;

import dev.tombolo.lab.Lab;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a lab. */
public final class LabAssert extends AbstractAssert<LabAssert, Lab> {
  LabAssert(Lab lab) {
    super(lab, LabAssert.class);
  }

  /**
   * Goes on about a user of the tenant.
   *
   * @param name a user principal name, be the user live or soft-deleted, or an object id
   */
  public UserAssert user(String name) {
    isNotNull();
    return new UserAssert(new BothSides(actual, name));
  }
}
