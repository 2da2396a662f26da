-- Who has asked a number to stop writing, until they ask it to start again.
create table sms_opt_out (
  shop_id    uuid not null,
  channel_id uuid not null,
  person_id  text not null,
  stopped_at timestamptz not null,
  primary key (shop_id, channel_id, person_id)
);
call wall_off('sms_opt_out');

-- The words a shop prints on posters, and the code each stands for.
create table sms_keyword (
  shop_id    uuid not null,
  channel_id uuid not null,
  keyword    text not null,
  code       text not null,
  product_id uuid,
  primary key (channel_id, keyword)
);
create index sms_keyword_by_channel on sms_keyword (shop_id, channel_id);
call wall_off('sms_keyword');
