CREATE TABLE ledger (
  id UUID PRIMARY KEY,
  name ${key} NOT NULL UNIQUE,
  amount BIGINT NOT NULL
);
