-- The tenant's state. Plain SQL: H2, PostgreSQL, and the distributed databases that speak its protocol.
-- Times are milliseconds since 1970. Text of type ${key} is compared and ordered by code point.

-- Users, groups, contacts and devices. The document is the object; the other columns repeat what it is
-- found and ordered by, folded to lower case, never null (see KeyColumn). listing is type and state.
CREATE TABLE directory_object (
  id UUID PRIMARY KEY,
  version BIGINT NOT NULL,
  listing SMALLINT NOT NULL,
  source_anchor VARCHAR NOT NULL,
  user_principal_name ${key} NOT NULL,
  display_name ${key} NOT NULL,
  given_name ${key} NOT NULL,
  surname ${key} NOT NULL,
  mail ${key} NOT NULL,
  department ${key} NOT NULL,
  job_title ${key} NOT NULL,
  employee_id ${key} NOT NULL,
  sam_account_name ${key} NOT NULL,
  account_enabled SMALLINT NOT NULL,
  sync_enabled SMALLINT NOT NULL,
  deleted BIGINT NOT NULL,
  document VARCHAR NOT NULL
);
CREATE INDEX directory_object_listing ON directory_object (listing, id);
CREATE INDEX directory_object_upn ON directory_object (listing, user_principal_name, id);
CREATE INDEX directory_object_display_name ON directory_object (listing, display_name, id);
CREATE INDEX directory_object_given_name ON directory_object (listing, given_name, id);
CREATE INDEX directory_object_surname ON directory_object (listing, surname, id);
CREATE INDEX directory_object_mail ON directory_object (listing, mail, id);
CREATE INDEX directory_object_department ON directory_object (listing, department, id);
CREATE INDEX directory_object_job_title ON directory_object (listing, job_title, id);
CREATE INDEX directory_object_employee_id ON directory_object (listing, employee_id, id);
CREATE INDEX directory_object_sam ON directory_object (listing, sam_account_name, id);
CREATE INDEX directory_object_enabled ON directory_object (listing, account_enabled, id);
CREATE INDEX directory_object_synced ON directory_object (listing, sync_enabled, id);
CREATE INDEX directory_object_deleted ON directory_object (listing, deleted, id);

-- Addresses, anchors, SIDs: each belongs to one object at most (see UniqueValue).
CREATE TABLE unique_value (
  unique_key ${key} PRIMARY KEY,
  object_id UUID NOT NULL
);

-- Members, owners, managers; links to and from the recycle bin stay.
CREATE TABLE directory_link (
  source_id UUID NOT NULL,
  kind SMALLINT NOT NULL,
  target_id UUID NOT NULL,
  PRIMARY KEY (source_id, kind, target_id)
);
CREATE INDEX directory_link_back ON directory_link (target_id, kind, source_id);

-- What changed, in commit order: the counter's row is locked from the allocation of numbers to the commit.
CREATE TABLE change_counter (
  id SMALLINT PRIMARY KEY,
  seq BIGINT NOT NULL
);
INSERT INTO change_counter (id, seq) VALUES (1, 0);
CREATE TABLE directory_change (
  seq BIGINT PRIMARY KEY,
  changed_at BIGINT NOT NULL,
  object_id UUID NOT NULL,
  object_type SMALLINT NOT NULL,
  kind SMALLINT NOT NULL,
  link_kind SMALLINT NOT NULL,
  target_id UUID,
  source_anchor ${key} NOT NULL
);

CREATE TABLE credential (
  user_id UUID PRIMARY KEY,
  origin SMALLINT NOT NULL,
  hash VARCHAR NOT NULL,
  changed_at BIGINT NOT NULL,
  force_change BOOLEAN NOT NULL
);

CREATE TABLE sku (
  sku_id UUID PRIMARY KEY,
  enabled INTEGER NOT NULL,
  consumed INTEGER NOT NULL
);
CREATE TABLE licence (
  user_id UUID NOT NULL,
  sku_id UUID NOT NULL,
  disabled_plans VARCHAR NOT NULL,
  PRIMARY KEY (user_id, sku_id)
);
CREATE INDEX licence_sku ON licence (sku_id, user_id);

-- Values kept out by duplicate attribute resiliency, waiting for their conflict to go away.
CREATE TABLE provisioning_error (
  object_id UUID NOT NULL,
  property VARCHAR NOT NULL,
  error_value ${key} NOT NULL,
  occurred_at BIGINT NOT NULL,
  PRIMARY KEY (object_id, property, error_value)
);

CREATE TABLE tenant_domain (
  name ${key} PRIMARY KEY,
  verified BOOLEAN NOT NULL,
  initial_domain BOOLEAN NOT NULL,
  default_domain BOOLEAN NOT NULL,
  authentication_type VARCHAR NOT NULL
);
CREATE TABLE tenant_setting (
  name ${key} PRIMARY KEY,
  content VARCHAR NOT NULL
);
CREATE TABLE application (
  app_id UUID PRIMARY KEY,
  principal_id UUID NOT NULL,
  display_name VARCHAR NOT NULL,
  secret_hash VARCHAR NOT NULL,
  roles VARCHAR NOT NULL
);
CREATE TABLE role_assignment (
  principal_id UUID NOT NULL,
  role_id UUID NOT NULL,
  PRIMARY KEY (principal_id, role_id)
);

CREATE TABLE audit_entry (
  id UUID PRIMARY KEY,
  occurred_at BIGINT NOT NULL,
  document VARCHAR NOT NULL
);

-- Resets of passwords by administrators, which a client may ask after.
CREATE TABLE password_operation (
  id UUID PRIMARY KEY,
  user_id UUID NOT NULL,
  created_at BIGINT NOT NULL,
  status VARCHAR NOT NULL,
  detail VARCHAR NOT NULL
);

CREATE TABLE relay_agent (
  agent_id VARCHAR PRIMARY KEY,
  tool VARCHAR NOT NULL,
  machine_name VARCHAR NOT NULL,
  key_id VARCHAR NOT NULL,
  public_key VARCHAR NOT NULL,
  agent_version VARCHAR NOT NULL,
  last_seen BIGINT NOT NULL
);
CREATE TABLE relay_request (
  id UUID PRIMARY KEY,
  agent_id VARCHAR NOT NULL,
  user_id UUID NOT NULL,
  state SMALLINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  message VARCHAR NOT NULL,
  pending_hash VARCHAR,
  force_change BOOLEAN NOT NULL,
  result VARCHAR
);
CREATE INDEX relay_request_state ON relay_request (agent_id, state, created_at);
CREATE INDEX relay_request_expiry ON relay_request (expires_at);
