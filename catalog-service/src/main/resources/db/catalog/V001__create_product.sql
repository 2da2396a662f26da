create extension if not exists pg_trgm;

-- What this service needs of a shop, from its events.
create table shop (
  shop_id  uuid primary key,
  version  bigint not null,
  currency text not null
);
call wall_off('shop');

create table product (
  id              uuid primary key,
  shop_id         uuid not null,
  version         bigint not null,
  name            text not null check (char_length(name) between 3 and 100),
  slug            text not null,
  description     text check (char_length(description) <= 500),
  price_minor     bigint not null check (price_minor > 0),
  currency        text not null,
  available       boolean not null,
  status          text not null check (status in ('DRAFT', 'ACTIVE', 'ARCHIVED')),
  image_url       text,
  tags            text[] not null,
  categories      text[] not null,
  synonyms        text[] not null,
  age_restriction integer not null check (age_restriction in (0, 13, 18)),
  -- all that a search may find it by, in small letters
  search_text     text not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  deleted_at      timestamptz
);
create index product_by_age on product (shop_id, id) where deleted_at is null;
create unique index product_slug on product (shop_id, slug) where deleted_at is null;
create index product_search on product using gin (search_text gin_trgm_ops);
call wall_off('product');

create table variant (
  id             uuid primary key,
  shop_id        uuid not null,
  product_id     uuid not null references product,
  type           text not null,
  name           text not null,
  sku            text not null,
  -- its own price, or a difference to the product's
  price_minor    bigint check (price_minor > 0),
  modifier_minor bigint not null,
  available      boolean not null,
  position       integer not null,
  image_url      text,
  deleted        boolean not null,
  check (price_minor is null or modifier_minor = 0)
);
create index variant_by_product on variant (product_id);
create unique index variant_sku on variant (shop_id, sku text_pattern_ops) where not deleted;
call wall_off('variant');

-- Orders under way and what they name, from their events: such products cannot be deleted.
create table open_order_line (
  shop_id    uuid not null,
  order_id   uuid not null,
  variant_id uuid not null,
  product_id uuid not null,
  number     text not null,
  primary key (shop_id, order_id, variant_id)
);
create index open_order_line_by_product on open_order_line (shop_id, product_id);
call wall_off('open_order_line');
