package dev.tombolo.cli.demo;

/**
 * A step of the story: what was done, what that should lead to, and what was seen.
 *
 * @param held whether what was seen is what was expected
 */
public record Step(String action, String expected, String seen, boolean held) {}
