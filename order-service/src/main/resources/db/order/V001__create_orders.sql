-- An order is one row, read and written whole: its lines, notes, payments and history are only ever used with it.
create table orders (
  id                uuid primary key,
  shop_id           uuid not null,
  version           bigint not null,
  number            text not null,
  source            text not null check (source in ('CHAT', 'WEB')),
  status            text not null check (status in ('CAPTURED', 'CONFIRMED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED')),
  payment_status    text not null,
  fulfilment_status text not null,
  shopper_id        uuid,
  conversation_id   uuid,
  contact           jsonb,
  customer_name     text,
  email             text,
  lines             jsonb not null check (jsonb_array_length(lines) > 0),
  currency          text not null,
  subtotal          bigint not null,
  discount          bigint not null,
  shipping          bigint not null,
  tax               bigint not null,
  total             bigint not null check (total = subtotal - discount + shipping + tax and total >= 0),
  shipping_location text not null,
  note              text,
  notes             jsonb not null,
  payments          jsonb not null,
  history           jsonb not null,
  search            text not null,
  placed_at         timestamptz not null
);
create unique index orders_number on orders (shop_id, number);
create index orders_newest on orders (shop_id, placed_at desc, id desc);
create index orders_newest_of_status on orders (shop_id, status, placed_at desc, id desc);
create index orders_waiting_for_stock on orders (placed_at) where status = 'CAPTURED';
call wall_off('orders');
