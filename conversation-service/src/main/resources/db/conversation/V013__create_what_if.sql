-- Stored conversations, taken again under other settings. Nothing else is written by it.
create table what_if (
  shop_id       uuid not null,
  id            uuid not null,
  status        text not null check (status in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
  changes       jsonb not null,
  conversations uuid[] not null,
  done          int not null default 0,             -- how many of them are through
  report        jsonb not null,
  problem       text,
  asked_by      uuid not null,
  asked_at      timestamptz not null,
  started_at    timestamptz,
  finished_at   timestamptz,
  leased_until  timestamptz,                        -- whoever works on it says so; a lease that ended is taken over
  primary key (shop_id, id)
);
create index what_if_open on what_if (asked_at) where status in ('QUEUED', 'RUNNING');
call wall_off('what_if');

create table what_if_reply (
  shop_id         uuid not null,
  what_if_id      uuid not null,
  number          bigint generated always as identity,
  conversation_id uuid not null,
  turn_id         uuid not null,
  effect          text not null check (effect in ('ORDER_GAINED', 'ORDER_LOST', 'HANDOFF_GAINED', 'HANDOFF_LOST', 'REPLY')),
  heard           text not null,
  said            text,                             -- then
  now             text,                             -- with today's settings
  changed         text,                             -- with the changed ones
  primary key (shop_id, what_if_id, number),
  foreign key (shop_id, what_if_id) references what_if on delete cascade
);
create index what_if_reply_of_conversation on what_if_reply (conversation_id);
create index what_if_reply_of_turn on what_if_reply (turn_id);
call wall_off('what_if_reply');
