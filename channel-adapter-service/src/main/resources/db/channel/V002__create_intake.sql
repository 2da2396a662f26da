-- Every signed body as it came, once: the digest settles repeats. Belongs to no shop (one body may carry several), so
-- only work across shops may see it.
create table webhook_body (
  digest      bytea primary key,
  source      text not null,
  received_at timestamptz not null,
  body        bytea not null,
  events      int not null,
  trouble     text
);
create index webhook_body_received on webhook_body using brin (received_at);
create index webhook_body_trouble on webhook_body (received_at) where trouble is not null;
alter table webhook_body enable row level security;
alter table webhook_body force row level security;
create policy no_shop on webhook_body using (current_setting('parley.shop', true) = '*');

-- Every event of a channel, once: the primary key is the platform's own id, or one made from the event.
create table inbound_event (
  channel_id  uuid not null,
  event_key   text not null,
  shop_id     uuid not null,
  kind        text not null,
  person_id   text,
  happened_at timestamptz not null,
  received_at timestamptz not null,
  body_digest bytea not null,
  shortened   boolean not null default false,
  reason      text,
  detail      text,
  primary key (channel_id, event_key)
);
create index inbound_event_by_channel on inbound_event (shop_id, channel_id, received_at);
create index inbound_event_set_aside on inbound_event (shop_id, channel_id, received_at desc, event_key desc)
  where kind = 'NOT_UNDERSTOOD';
create index inbound_event_received on inbound_event using brin (received_at);
call wall_off('inbound_event');

-- People as the platform introduces them.
create table person (
  channel_id  uuid not null,
  person_id   text not null,
  shop_id     uuid not null,
  name        text,
  username    text,
  picture_url text,
  asked_at    timestamptz not null,
  primary key (channel_id, person_id)
);
call wall_off('person');
