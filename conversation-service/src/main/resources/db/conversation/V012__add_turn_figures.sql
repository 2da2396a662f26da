-- What a turn counts as, in columns: figures stay when words are erased. And what a replay needs of it.
select set_config('parley.shop', '*', true);
alter table turn
  add column platform    text,
  add column intents     text[] not null default '{}',
  add column codes       text[] not null default '{}',   -- what was decided, by name
  add column handoff     text,                           -- the reason, when this turn fetched a person
  add column sought      text,                           -- asked for and not in the catalogue
  add column sold_out    text,                           -- asked for and out of stock
  add column answered    boolean not null default true,
  add column answered_at timestamptz,
  add column utterance   jsonb,                          -- what came in, as it was understood from
  add column before      jsonb,                          -- what the assistant remembered then
  add column touched     jsonb;                          -- price and stock, by variant, of the products it was about

update turn t set
  platform = c.platform,
  answered = t.said is not null,
  intents = coalesce((select array_agg(lower(m ->> 'intent')) from jsonb_array_elements(t.understood -> 'meanings') m), '{}'),
  codes = coalesce((select array_agg(a ->> 'act') from jsonb_array_elements(t.acts) a), '{}'),
  handoff = (select lower(a -> 'detail' ->> 'reason') from jsonb_array_elements(t.acts) a
             where a ->> 'act' = 'hand_over' limit 1)
from conversation c where c.id = t.conversation_id;

create index turn_by_time on turn (shop_id, received_at);
create index message_by_time on message (shop_id, at);

-- What became of the orders taken in chats.
create table chat_order (
  shop_id         uuid not null,
  order_id        uuid not null,
  conversation_id uuid not null,
  platform        text not null,
  total_minor     bigint not null,
  currency        text not null,
  captured_at     timestamptz not null,
  version         bigint not null,
  status          text not null,
  payment_status  text not null,
  confirmed       boolean not null default false,  -- its stock was held at some time
  primary key (shop_id, order_id)
);
create index chat_order_by_time on chat_order (shop_id, captured_at);
create index chat_order_of_conversation on chat_order (conversation_id);
call wall_off('chat_order');
