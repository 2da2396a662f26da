-- Copies of what other services know, as their events told it.

create table shop (
  shop_id           uuid primary key,
  version           bigint not null default -1,
  state             jsonb,                      -- absent until the shop itself has been heard of
  closed            boolean not null default false,
  catalogue_version bigint not null default 0   -- grows with every change of a product
);
call wall_off('shop');

create table product (
  shop_id    uuid not null,
  product_id uuid not null,
  version    bigint not null,
  archived   boolean not null,
  state      jsonb not null,
  primary key (shop_id, product_id)
);
call wall_off('product');

create table stock (
  shop_id    uuid not null,
  variant_id uuid not null,
  product_id uuid not null,
  available  int not null,
  policy     text not null,
  version    bigint not null,
  primary key (shop_id, variant_id)
);
call wall_off('stock');

create table channel (
  shop_id    uuid not null,
  channel_id uuid not null,
  platform   text not null,
  name       text not null,
  status     text not null,
  primary key (shop_id, channel_id)
);
call wall_off('channel');
