-- What a closed window held back goes out when the person writes again, until then; null: not worth saying later.
alter table outbound_message add column worth_until timestamptz;
create index outbound_message_closed on outbound_message (shop_id, channel_id, person_id)
  where status = 'FAILED' and failure = 'window_closed' and worth_until is not null;
-- A message that went on by another channel is told of in the conversation it was asked for.
alter table outbound_message add column told_key text;
-- What was to be said before a template took its place.
alter table outbound_message add column plain_parts jsonb;
-- How many times more slowly than its limits say an account sends; shrinks with time.
alter table channel alter column pace drop default;
alter table channel alter column pace type double precision;
alter table channel alter column pace set default 1;
