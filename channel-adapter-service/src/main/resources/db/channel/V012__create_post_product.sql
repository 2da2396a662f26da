-- What is for sale under a post or in a live video: comments there are about it.
create table post_product (
  shop_id    uuid not null,
  channel_id uuid not null,
  post_id    text not null,
  product_id uuid not null,
  mapped_at  timestamptz not null,
  primary key (shop_id, channel_id, post_id)
);
call wall_off('post_product');
