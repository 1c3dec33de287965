package dev.tombolo.connector.space;

import dev.tombolo.sql.Transaction;

/** The tables of the connector's state, within one transaction. */
public final class Space {
  private final Transaction transaction;

  Space(Transaction transaction) {
    this.transaction = transaction;
  }

  /** The forests' connector spaces. */
  public OnPremisesSpace onPremises() {
    return new OnPremisesSpace(transaction);
  }

  /** The references in them. */
  public OnPremisesLinks onPremisesLinks() {
    return new OnPremisesLinks(transaction);
  }

  /** The metaverse. */
  public Metaverse metaverse() {
    return new Metaverse(transaction);
  }

  /** The tenant's connector space. */
  public CloudSpace cloud() {
    return new CloudSpace(transaction);
  }

  /** The references in it. */
  public CloudLinks cloudLinks() {
    return new CloudLinks(transaction);
  }

  /** How far the connectors have read. */
  public Watermarks watermarks() {
    return new Watermarks(transaction);
  }

  /** What the engine remembers of itself. */
  public EngineSettings settings() {
    return new EngineSettings(transaction);
  }

  /** The run history. */
  public RunHistory history() {
    return new RunHistory(transaction);
  }

  /** The event log. */
  public EventLog events() {
    return new EventLog(transaction);
  }

  /** Statements on the tables of a package that keeps its own. */
  public Transaction transaction() {
    return transaction;
  }
}
