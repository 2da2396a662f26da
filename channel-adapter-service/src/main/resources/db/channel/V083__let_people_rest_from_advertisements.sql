-- WhatsApp keeps advertisements from somebody who has had enough of them: until then none is even tried.
create table marketing_rest (
  shop_id     uuid not null,
  channel_id  uuid not null,
  person_id   text not null,
  rests_until timestamptz not null,
  primary key (shop_id, channel_id, person_id)
);
call wall_off('marketing_rest');
