-- Sign-ins of devices without a keyboard: the code the device shows, until somebody has typed it in.
CREATE TABLE device_sign_in (
  device_code ${key} PRIMARY KEY,
  user_code ${key} NOT NULL UNIQUE,
  client_id UUID NOT NULL,
  scope VARCHAR NOT NULL,
  state SMALLINT NOT NULL,
  user_id UUID,
  expires_at BIGINT NOT NULL
);

-- Licences of groups, and what each member has of them. A problem is why a member has it not.
CREATE TABLE group_licence (
  group_id UUID NOT NULL,
  sku_id UUID NOT NULL,
  disabled_plans VARCHAR NOT NULL,
  PRIMARY KEY (group_id, sku_id)
);
CREATE TABLE inherited_licence (
  user_id UUID NOT NULL,
  sku_id UUID NOT NULL,
  group_id UUID NOT NULL,
  disabled_plans VARCHAR NOT NULL,
  problem VARCHAR NOT NULL,
  PRIMARY KEY (user_id, sku_id, group_id)
);
CREATE INDEX inherited_licence_group ON inherited_licence (group_id, sku_id, user_id);

-- What of a mailbox only the cloud has, as JSON.
CREATE TABLE mailbox (
  user_id UUID PRIMARY KEY,
  document VARCHAR NOT NULL
);

-- What the sync service did with each object, and why not. An action is a word of Graph's.
CREATE TABLE provisioning_entry (
  id UUID PRIMARY KEY,
  occurred_at BIGINT NOT NULL,
  connector_id VARCHAR NOT NULL,
  run_id VARCHAR NOT NULL,
  action VARCHAR NOT NULL,
  object_type SMALLINT NOT NULL,
  object_id UUID,
  source_anchor VARCHAR NOT NULL,
  display_name VARCHAR NOT NULL,
  error_code VARCHAR NOT NULL,
  error_text VARCHAR NOT NULL
);
