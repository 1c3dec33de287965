package dev.tombolo.directory.search;

/**
 * A filter made ready for one directory and one reader.
 *
 * @param matcher what it says of an object
 * @param plan where objects it is true of are to be looked for
 */
record CompiledFilter(Matcher matcher, Plan plan) {
  /** What is undefined of every object. */
  static final CompiledFilter UNDEFINED =
      new CompiledFilter(Matcher.constant(Truth.UNDEFINED), Plan.NOTHING);

  /** What is false of every object. */
  static final CompiledFilter FALSE =
      new CompiledFilter(Matcher.constant(Truth.FALSE), Plan.NOTHING);

  /** What is true of every object. */
  static final CompiledFilter TRUE =
      new CompiledFilter(Matcher.constant(Truth.TRUE), Plan.EVERYTHING);
}
