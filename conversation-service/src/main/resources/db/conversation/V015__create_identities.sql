-- Who a shopper is, across channels. Shoppers with one profile are one person.
select set_config('parley.shop', '*', true);
alter table shopper add column profile_id uuid default gen_random_uuid();
update shopper set profile_id = id;
alter table shopper alter column profile_id set not null;
create index shopper_of_profile on shopper (shop_id, profile_id);
create index shopper_by_recency on shopper (shop_id, first_seen desc, id desc);
create index conversation_of_shopper on conversation (shop_id, shopper_id);

create table identity (
  shop_id    uuid not null,
  shopper_id uuid not null,
  kind       text not null check (kind in ('PLATFORM', 'PHONE', 'EMAIL')),
  value      text not null,                         -- platform:id, E.164, or a lower-case address
  verified   boolean not null,                      -- the platform vouches for it; otherwise the shopper has said so
  known_at   timestamptz not null,
  primary key (shop_id, shopper_id, kind, value)
);
create index identity_by_value on identity (shop_id, kind, value);
call wall_off('identity');

-- Two shoppers the seller has told apart: no evidence joins them again.
create table told_apart (
  shop_id uuid not null,
  one     uuid not null,
  other   uuid not null,
  check (one < other),
  primary key (shop_id, one, other)
);
call wall_off('told_apart');

insert into identity (shop_id, shopper_id, kind, value, verified, known_at)
select shop_id, shopper_id, 'PLATFORM', lower(platform) || ':' || (contact ->> 'personId'), true, created_at
from conversation where contact ->> 'personId' is not null on conflict do nothing;
insert into identity (shop_id, shopper_id, kind, value, verified, known_at)
select shop_id, shopper_id, 'PHONE', contact ->> 'phone', true, created_at
from conversation where contact ->> 'phone' like '+%' on conflict do nothing;
