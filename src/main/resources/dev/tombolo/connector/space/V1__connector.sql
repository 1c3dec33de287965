-- The connector's state. Plain SQL: H2, PostgreSQL, and the distributed databases that speak its protocol.
-- Times are milliseconds since 1970. Text of type ${key} is compared and ordered by code point.

-- The connector space of the forests: what the last import saw of each object. pending is what the import
-- brought and no synchronization has taken up yet (see PendingImport); kind is an ObjectKind by its number.
CREATE TABLE on_premises_object (
  guid UUID PRIMARY KEY,
  connector VARCHAR NOT NULL,
  kind SMALLINT NOT NULL,
  dn VARCHAR NOT NULL,
  attributes VARCHAR NOT NULL,
  pending SMALLINT NOT NULL,
  metaverse_id UUID,
  failure VARCHAR
);
CREATE INDEX on_premises_object_pending ON on_premises_object (pending, connector, guid);
CREATE INDEX on_premises_object_metaverse ON on_premises_object (metaverse_id);

-- References among them, by objectGUID. One that is gone stays, with present 0, until it has been synchronized.
CREATE TABLE on_premises_link (
  source UUID NOT NULL,
  kind SMALLINT NOT NULL,
  target UUID NOT NULL,
  present SMALLINT NOT NULL,
  pending SMALLINT NOT NULL,
  PRIMARY KEY (source, kind, target)
);
CREATE INDEX on_premises_link_back ON on_premises_link (target, kind, source);
CREATE INDEX on_premises_link_pending ON on_premises_link (pending, source, kind, target);

-- The metaverse: what the forests' objects, joined, come to.
CREATE TABLE metaverse_object (
  metaverse_id UUID PRIMARY KEY,
  object_type VARCHAR NOT NULL,
  source_anchor ${key} UNIQUE,
  attributes VARCHAR NOT NULL
);

-- The connector space of the tenant, by source anchor: what the last import saw, and what is to be exported.
-- sync_enabled is 1, 0, or -1 for never synchronized; export_kind 0 is nothing; exported is 1 between an export
-- and the import that confirms it.
CREATE TABLE cloud_object (
  anchor ${key} PRIMARY KEY,
  object_type VARCHAR NOT NULL,
  cloud_anchor VARCHAR,
  sync_enabled SMALLINT NOT NULL,
  attributes VARCHAR NOT NULL,
  pending SMALLINT NOT NULL,
  metaverse_id UUID,
  export_kind SMALLINT NOT NULL,
  export_attributes VARCHAR NOT NULL,
  exported SMALLINT NOT NULL,
  failure VARCHAR
);
CREATE INDEX cloud_object_pending ON cloud_object (pending, anchor);
CREATE INDEX cloud_object_export ON cloud_object (export_kind, anchor);
CREATE INDEX cloud_object_cloud_anchor ON cloud_object (cloud_anchor);

-- References in the tenant, by source anchor (see LinkState).
CREATE TABLE cloud_link (
  source ${key} NOT NULL,
  kind SMALLINT NOT NULL,
  target ${key} NOT NULL,
  state SMALLINT NOT NULL,
  pending SMALLINT NOT NULL,
  PRIMARY KEY (source, kind, target)
);
CREATE INDEX cloud_link_back ON cloud_link (target, kind, source);
CREATE INDEX cloud_link_state ON cloud_link (state, source);
CREATE INDEX cloud_link_pending ON cloud_link (pending, source, kind, target);

-- How far each connector has read.
CREATE TABLE watermark (
  connector VARCHAR PRIMARY KEY,
  position VARCHAR NOT NULL,
  moved BIGINT NOT NULL
);

-- What the engine has to remember of itself: the scheduler's settings, keys, identity.
CREATE TABLE engine_setting (
  name VARCHAR PRIMARY KEY,
  content VARCHAR NOT NULL
);

-- The run history.
CREATE TABLE run_cycle (
  id BIGINT PRIMARY KEY,
  policy VARCHAR NOT NULL,
  origin VARCHAR NOT NULL,
  started BIGINT NOT NULL,
  ended BIGINT,
  result VARCHAR NOT NULL
);
CREATE TABLE run_step (
  id BIGINT PRIMARY KEY,
  cycle BIGINT NOT NULL,
  connector VARCHAR NOT NULL,
  profile VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  started BIGINT NOT NULL,
  ended BIGINT,
  counters VARCHAR NOT NULL,
  detail VARCHAR NOT NULL
);
CREATE INDEX run_step_cycle ON run_step (cycle, id);

-- The objects behind a step's counters, several hundred names to a row.
CREATE TABLE run_object (
  step BIGINT NOT NULL,
  counter VARCHAR NOT NULL,
  part INTEGER NOT NULL,
  objects VARCHAR NOT NULL,
  PRIMARY KEY (step, counter, part)
);

-- The objects that failed in a step.
CREATE TABLE run_failure (
  step BIGINT NOT NULL,
  ordinal INTEGER NOT NULL,
  failure VARCHAR NOT NULL,
  PRIMARY KEY (step, ordinal)
);

-- The event log of the machine the connector would run on.
CREATE TABLE event_entry (
  id BIGINT PRIMARY KEY,
  moment BIGINT NOT NULL,
  source VARCHAR NOT NULL,
  event INTEGER NOT NULL,
  level VARCHAR NOT NULL,
  message VARCHAR NOT NULL
);
