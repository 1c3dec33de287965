package dev.tombolo.cli.demo;

import dev.tombolo.lab.Ready;

/** A running lab, seen from outside. */
public interface World extends AutoCloseable {
  /** Where its parts answer. */
  Ready ready();

  /** A program with a new token. */
  Cloud cloud() throws Exception;

  /** Runs a verb of the command line on this lab. */
  Outcome tombolo(String... verb);

  /** A second sync server, installed anew, between the same directory and the same tenant. */
  World anotherSyncServer() throws Exception;

  @Override
  void close();
}
