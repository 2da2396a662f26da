-- Who wants to be told when something sold out is back: the next in line is told once.
create table waitlist (
  shop_id         uuid not null,
  id              uuid not null,                -- UUIDv7: the line's order
  conversation_id uuid not null references conversation on delete cascade,
  product_id      uuid not null,
  variant_id      uuid,                         -- absent: any variant will do
  told_at         timestamptz,
  primary key (shop_id, id)
);
create unique index waitlist_once on waitlist (shop_id, conversation_id, product_id, variant_id)
  nulls not distinct where told_at is null;
create index waitlist_line on waitlist (shop_id, product_id, id) where told_at is null;
call wall_off('waitlist');

-- Found by reading the conversation back, too late to be answered by itself.
alter table message add column late boolean not null default false;

-- Orders half put together where the assistant spoke last.
create index conversation_gone_quiet on conversation (last_at)
  where handling = 'ASSISTANT' and last_from = 'ASSISTANT' and state in
    ('COLLECTING_PRODUCT', 'COLLECTING_VARIANT', 'COLLECTING_QUANTITY', 'COLLECTING_LOCATION', 'CONFIRMING_ORDER');
