-- How long a shopper has had a variant set aside within a day: the hold that runs, and what went before it.
create table hold_time (
  shop_id    uuid not null,
  shopper_id uuid not null,
  variant_id uuid not null,
  first_at   timestamptz not null,
  spent      interval not null default interval '0',
  held_from  timestamptz,
  held_until timestamptz,
  primary key (shop_id, shopper_id, variant_id),
  check ((held_from is null) = (held_until is null))
);
call wall_off('hold_time');
