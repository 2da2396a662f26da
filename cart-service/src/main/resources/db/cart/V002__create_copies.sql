-- What the others have told: products, stock, shops. Each row knows how old it is; older news is ignored.
create table product (
  shop_id    uuid not null,
  product_id uuid primary key,
  version    bigint not null
);
call wall_off('product');

create table variant (
  shop_id       uuid not null,
  variant_id    uuid primary key,
  product_id    uuid not null,
  sku           text not null,
  title         text not null,
  variant_title text,
  image_url     text,
  price         bigint not null,
  currency      text not null,
  for_sale      boolean not null
);
create index variant_of_product on variant (shop_id, product_id);
call wall_off('variant');

create table stock (
  shop_id    uuid not null,
  variant_id uuid primary key,
  available  integer not null,
  policy     text not null,
  version    bigint not null
);
call wall_off('stock');

create table shop (
  shop_id  uuid primary key,
  currency text not null,
  closed   boolean not null,
  version  bigint not null
);
call wall_off('shop');
