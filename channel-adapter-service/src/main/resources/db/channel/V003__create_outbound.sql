-- What is to be said, once per reply. `parts` are the messages it takes on this platform, in order.
create table outbound_message (
  reply_id            uuid primary key,
  shop_id             uuid not null,
  channel_id          uuid not null,
  conversation_id     uuid not null,
  conversation_key    text not null,
  person_id           text not null,
  position            bigint generated always as identity,
  author              text not null,
  parts               jsonb not null,
  parts_sent          int not null default 0,
  delay_millis        int not null,
  status              text not null check (status in ('QUEUED', 'SENDING', 'SENT', 'FAILED')),
  attempts            int not null default 0,
  next_attempt_at     timestamptz not null,
  lease_owner         text,
  lease_until         timestamptz,
  last_error          text,
  failure             text,
  trace               text not null,
  requested_at        timestamptz not null,
  ended_at            timestamptz
);
create index outbound_message_waiting on outbound_message (conversation_key, position)
  where status in ('QUEUED', 'SENDING');
create index outbound_message_by_channel on outbound_message (shop_id, channel_id, requested_at);
create index outbound_message_requested on outbound_message using brin (requested_at);
call wall_off('outbound_message');

-- The platform's ids of what was sent: an echo with one of them is our own.
create table outbound_part (
  reply_id            uuid not null,
  part                int not null,
  shop_id             uuid not null,
  channel_id          uuid not null,
  platform_message_id text not null,
  sent_at             timestamptz not null,
  primary key (reply_id, part)
);
create index outbound_part_platform on outbound_part (channel_id, platform_message_id);
create index outbound_part_sent on outbound_part using brin (sent_at);
call wall_off('outbound_part');
