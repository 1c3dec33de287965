package dev.tombolo.junit;

/** Goes along with a failure of a test and tells what happened in the lab before it. */
final class LabStory extends Exception {
  private static final long serialVersionUID = 1L;

  LabStory(String story) {
    super("what happened in the lab:\n" + story, null, false, false);
  }
}
