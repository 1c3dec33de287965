package dev.tombolo.assertion;

import dev.tombolo.lab.Lab;

/** Where assertions about labs begin; import it statically beside AssertJ's own. */
public final class LabAssertions {
  private LabAssertions() {}

  /** Begins an assertion about a lab with a directory and a tenant. */
  public static LabAssert assertThat(Lab lab) {
    return new LabAssert(lab);
  }
}
