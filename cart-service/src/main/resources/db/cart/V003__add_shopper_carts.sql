-- A cart belongs to a guest, who has its token, or to a shopper, who has one open cart in a shop.
alter table cart
  alter column token_hash drop not null,
  add column draft_id uuid,
  add column hold_reference uuid,
  add column held_until timestamptz,
  add constraint cart_is_somebodys check (token_hash is not null or shopper_id is not null);
create unique index cart_of_shopper on cart (shop_id, shopper_id) where status = 'OPEN' and token_hash is null;
create index cart_by_hold on cart (shop_id, hold_reference) where hold_reference is not null;
