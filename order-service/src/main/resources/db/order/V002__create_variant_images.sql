-- What catalog-service says a variant looks like, for the snapshot an order takes when it is placed.
create table variant_image (
  shop_id    uuid not null,
  variant_id uuid primary key,
  image_url  text,
  version    bigint not null
);
call wall_off('variant_image');
