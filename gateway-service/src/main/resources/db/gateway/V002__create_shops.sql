create table shop (
  shop_id       uuid primary key,
  version       bigint not null,
  name          text not null,
  slug          text not null unique,
  business_type text,
  sells         text,
  time_zone     text not null,
  currency      text not null,
  locale        text not null,
  owner_email   text not null,
  payment_mode  text not null,
  assistant     jsonb not null,
  created_at    timestamptz not null,
  changed_at    timestamptz not null,
  row_version   bigint not null
);
call wall_off('shop');

-- Which short names are taken, across the walls.
create table shop_slug (
  slug text primary key
);

create table membership (
  shop_id   uuid not null references shop,
  user_id   uuid not null references user_account,
  role      text not null check (role in ('owner', 'admin', 'member', 'viewer')),
  joined_at timestamptz not null,
  primary key (shop_id, user_id)
);
create index membership_user on membership (user_id);
call wall_off('membership');
