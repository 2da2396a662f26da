-- Where the alerts of a member go that is to answer somebody.
create table member (
  shop_id   uuid not null,
  member_id uuid not null,
  email     text not null,
  primary key (shop_id, member_id)
);
call wall_off('member');
