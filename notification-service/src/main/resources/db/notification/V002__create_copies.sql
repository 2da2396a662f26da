-- Where a shop's alerts go, as gateway-service last told.
create table shop (
  shop_id     uuid primary key,
  name        text not null,
  owner_email text not null,
  locale      text not null,
  time_zone   text not null,
  closed      boolean not null,
  version     bigint not null
);
call wall_off('shop');

-- Since when trouble with a conversation or a channel is new trouble: before that it was settled.
create table settled (
  shop_id uuid not null,
  subject text not null,
  at      timestamptz not null,
  primary key (shop_id, subject)
);
call wall_off('settled');
