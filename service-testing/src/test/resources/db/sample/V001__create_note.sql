create table note (
  shop_id uuid not null,
  id      bigint generated always as identity,
  text    text not null,
  primary key (shop_id, id)
);
call wall_off('note');
