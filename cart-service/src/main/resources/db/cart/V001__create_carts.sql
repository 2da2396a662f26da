-- A cart is one row, read and written whole. Of its token only the hash is kept.
create table cart (
  id         uuid primary key,
  shop_id    uuid not null,
  version    bigint not null,
  token_hash text not null,
  status     text not null check (status in ('OPEN', 'CHECKED_OUT')),
  shopper_id uuid,
  lines      jsonb not null,
  currency   text not null,
  order_id   uuid,
  checkout   jsonb,
  begun_at   timestamptz not null,
  changed_at timestamptz not null,
  check ((status = 'CHECKED_OUT') = (order_id is not null and checkout is not null))
);
create unique index cart_token on cart (shop_id, token_hash);
create unique index cart_order on cart (order_id) where order_id is not null;
call wall_off('cart');
