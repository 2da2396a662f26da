-- What posters and product pages say of a shop, as its own services tell it.
create table shop_copy (
  shop_id uuid primary key,
  version bigint not null,
  name    text not null,
  locale  text not null
);
call wall_off('shop_copy');

create table product_copy (
  shop_id    uuid not null,
  product_id uuid not null,
  version    bigint not null,
  name       text not null,
  archived   boolean not null,
  primary key (shop_id, product_id)
);
call wall_off('product_copy');

-- A printed or posted way into a conversation. Its code is out in the world for good: it is never given twice.
create table entry_point (
  shop_id     uuid not null,
  id          uuid primary key,
  code        text not null unique,
  name        text not null,
  product_id  uuid,
  campaign    text,
  created_at  timestamptz not null,
  archived_at timestamptz
);
create index entry_point_by_shop on entry_point (shop_id, id desc);
call wall_off('entry_point');

-- How often its link was opened. Nothing is kept of who did.
create table entry_scan (
  shop_id        uuid not null,
  entry_point_id uuid not null,
  day            date not null,
  scans          bigint not null,
  primary key (entry_point_id, day)
);
call wall_off('entry_scan');

-- Who came by it, once each. Later only that somebody did.
create table entry_conversation (
  shop_id          uuid not null,
  entry_point_id   uuid not null,
  conversation_key text not null,
  platform         text not null,
  first_at         timestamptz not null,
  forgotten        boolean not null default false,
  primary key (entry_point_id, conversation_key)
);
create index entry_conversation_old on entry_conversation (first_at) where not forgotten;
call wall_off('entry_conversation');

-- Every time somebody came by a code: what an order is put down to.
create table entry_arrival (
  shop_id          uuid not null,
  conversation_key text not null,
  arrived_at       timestamptz not null,
  entry_point_id   uuid not null,
  platform         text not null,
  primary key (shop_id, conversation_key, arrived_at, entry_point_id)
);
create index entry_arrival_old on entry_arrival (arrived_at);
call wall_off('entry_arrival');

-- Orders put down to a code. Those that were cancelled stay, and do not count.
create table entry_order (
  shop_id        uuid not null,
  order_id       uuid primary key,
  entry_point_id uuid not null,
  platform       text not null,
  placed_at      timestamptz not null,
  version        bigint not null,
  counts         boolean not null,
  total_minor    bigint not null,
  currency       text not null
);
create index entry_order_by_entry on entry_order (entry_point_id, placed_at);
call wall_off('entry_order');
