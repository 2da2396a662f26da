create table conversation (
  id             uuid primary key,
  shop_id        uuid not null,
  key            text not null,                 -- platform:account:person
  shopper_id     uuid not null,
  platform       text not null,
  contact        jsonb not null,
  customer_name  text,
  state          text not null,
  handling       text not null check (handling in ('ASSISTANT', 'PERSON', 'WAITING')),
  handoff_reason text,
  context        jsonb not null,                -- what the assistant remembers
  last_text      text,
  last_from      text,
  last_at        timestamptz not null,
  unread         int not null default 0,
  order_id       uuid,                          -- the last order taken here
  turn_due_at    timestamptz,                   -- something was said that is still to be answered
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  unique (shop_id, key)
);
create index conversation_by_recency on conversation (shop_id, last_at desc, id desc);
create index conversation_turn_due on conversation (turn_due_at) where turn_due_at is not null;
call wall_off('conversation');

create table shopper (
  shop_id    uuid not null,
  id         uuid not null,
  name       text,
  phone      text,
  email      text,
  first_seen timestamptz not null,
  primary key (shop_id, id)
);
call wall_off('shopper');

create table message (
  id                  uuid primary key,
  shop_id             uuid not null,
  conversation_id     uuid not null references conversation,
  platform_message_id text,
  sender              text not null check (sender in ('SHOPPER', 'ASSISTANT', 'SELLER')),
  text                text,
  attachments         jsonb not null default '[]',
  payload             text,
  reference           text,
  intent              text,
  delivery            text check (delivery in ('QUEUED', 'SENT', 'DELIVERED', 'READ', 'FAILED')),
  at                  timestamptz not null,
  position            bigint not null,          -- its place in the transcript: when we heard or said it, in microseconds
  edited              boolean not null default false,
  deleted             boolean not null default false,
  turn_id             uuid                      -- the turn that answered it; absent while it waits
);
-- stored once, however often the platform repeats it
create unique index message_platform_id on message (conversation_id, platform_message_id)
  where platform_message_id is not null;
create index message_transcript on message (conversation_id, position, id);
create index message_waiting on message (conversation_id) where turn_id is null and sender = 'SHOPPER';
call wall_off('message');

-- What was heard, understood, decided and said.
create table turn (
  id              uuid primary key,
  shop_id         uuid not null,
  conversation_id uuid not null,
  heard           text not null,
  understood      jsonb not null,
  acts            jsonb not null,
  said            text,
  state_before    text not null,
  state_after     text not null,
  engine          text not null,
  confidence      real not null,
  language        text not null,
  received_at     timestamptz not null,
  took_micros     bigint not null
);
create index turn_of_conversation on turn (conversation_id, id);
call wall_off('turn');
