-- Self-service password reset. No password is ever written here.

-- How users can prove who they are. secret is an authenticator's key, or hashes of answers; else empty.
CREATE TABLE sspr_method (
  user_id UUID NOT NULL,
  method ${key} NOT NULL,
  contact VARCHAR NOT NULL,
  secret VARCHAR NOT NULL,
  registered_at BIGINT NOT NULL,
  PRIMARY KEY (user_id, method)
);

-- Codes that were sent and are waited for, of a reset (owner is its id) or of a registration (owner is the user).
CREATE TABLE sspr_challenge (
  owner_id UUID NOT NULL,
  method ${key} NOT NULL,
  contact VARCHAR NOT NULL,
  code_hash VARCHAR NOT NULL,
  expires_at BIGINT NOT NULL,
  tries SMALLINT NOT NULL,
  approved BOOLEAN NOT NULL,
  PRIMARY KEY (owner_id, method)
);

-- What the service has sent to users' mailboxes and telephones.
CREATE TABLE sspr_inbox (
  id UUID PRIMARY KEY,
  user_id UUID NOT NULL,
  owner_id UUID NOT NULL,
  method ${key} NOT NULL,
  contact VARCHAR NOT NULL,
  code VARCHAR NOT NULL,
  sent_at BIGINT NOT NULL
);
CREATE INDEX sspr_inbox_user ON sspr_inbox (user_id, sent_at);

-- Resets under way; passed are the methods that have been verified.
CREATE TABLE sspr_flow (
  id UUID PRIMARY KEY,
  user_id UUID NOT NULL,
  gates SMALLINT NOT NULL,
  passed VARCHAR NOT NULL,
  expires_at BIGINT NOT NULL,
  ended BOOLEAN NOT NULL
);

-- For the throttle: what was tried when, and who has to wait until when.
CREATE TABLE sspr_attempt (
  id UUID PRIMARY KEY,
  user_id UUID NOT NULL,
  subject ${key} NOT NULL,
  attempted_at BIGINT NOT NULL
);
CREATE INDEX sspr_attempt_subject ON sspr_attempt (user_id, subject, attempted_at);
CREATE TABLE sspr_block (
  user_id UUID PRIMARY KEY,
  blocked_until BIGINT NOT NULL
);

-- When the user's password had been set when a writeback was asked for; absent when there was none. The domain
-- controller's clock need not agree with the tenant's: what has changed meanwhile is told by this being another.
ALTER TABLE relay_request ADD COLUMN prior_changed_at BIGINT;
