-- How a shop rewards its shoppers, where it is not the usual way.
create table program (
  shop_id         uuid primary key,
  points_per_unit numeric(9, 3) not null check (points_per_unit >= 0),
  silver_from     bigint not null check (silver_from > 0),
  gold_from       bigint not null check (gold_from > silver_from),
  platinum_from   bigint not null check (platinum_from > gold_from)
);
call wall_off('program');

-- A shopper's points in a shop: `points` is the sum of the ledger, `lifetime_points` of all that was ever earned.
create table account (
  id              uuid primary key,
  shop_id         uuid not null,
  shopper_id      uuid not null,
  shopper_name    text,
  tier            text not null default 'BRONZE' check (tier in ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM')),
  points          bigint not null default 0 check (points >= 0),
  lifetime_points bigint not null default 0 check (lifetime_points >= points),
  purchases       integer not null default 0,
  entries         integer not null default 0,
  created_at      timestamptz not null,
  last_earned_at  timestamptz,
  unique (shop_id, shopper_id)
);
create index account_by_age on account (shop_id, id);
call wall_off('account');

-- Every change of the points, numbered; each cause once.
create table points_entry (
  shop_id    uuid not null,
  account_id uuid not null references account,
  number     integer not null,
  at         timestamptz not null,
  source     text not null check (source in ('purchase', 'signup', 'referral', 'review', 'birthday')),
  source_id  text not null,
  note       text,
  points     bigint not null,
  balance    bigint not null check (balance >= 0),
  primary key (account_id, source, source_id),
  unique (account_id, number)
);
call wall_off('points_entry');
