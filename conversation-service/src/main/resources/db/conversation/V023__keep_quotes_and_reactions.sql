-- What a message replies to, by the platform's id of that, and what a shopper puts under one.
alter table message
  add column quoted     text,
  add column reaction   text,
  add column reacted_at timestamptz;
