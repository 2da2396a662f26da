-- What the platforms charge for, as they tell it: once per message, by the month it was sent in.
alter table outbound_part add column priced_at timestamptz;
create table priced_messages (
  shop_id    uuid not null,
  channel_id uuid not null,
  -- its first day, UTC
  month      date not null,
  category   text not null,
  model      text not null,
  billable   boolean not null,
  messages   bigint not null,
  primary key (shop_id, channel_id, month, category, model, billable)
) with (fillfactor = 50);
call wall_off('priced_messages');
