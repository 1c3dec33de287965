-- Passwords. Neither a password nor a hash is ever written here.

-- Users whose password hash is to be sent, in the order of place. Each request has a place of its own, so that one
-- that comes while an earlier one is being carried out is not lost. hold is why it waits (see QueuedHash.Hold).
CREATE SEQUENCE password_hash_place;
CREATE TABLE password_hash_queue (
  guid UUID PRIMARY KEY,
  place BIGINT NOT NULL,
  hold SMALLINT NOT NULL
);
CREATE INDEX password_hash_queue_place ON password_hash_queue (hold, place, guid);

-- What became of users' hashes, for seven days.
CREATE TABLE password_hash_log (
  id BIGINT PRIMARY KEY,
  moment BIGINT NOT NULL,
  guid UUID NOT NULL,
  dn VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  message VARCHAR NOT NULL
);
CREATE INDEX password_hash_log_guid ON password_hash_log (guid, id);
CREATE INDEX password_hash_log_moment ON password_hash_log (moment);

-- Results of password writeback that the tenant has not taken yet; expires is when it cannot any more.
CREATE TABLE writeback_answer (
  request UUID PRIMARY KEY,
  result VARCHAR NOT NULL,
  expires BIGINT NOT NULL
);
