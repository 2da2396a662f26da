set local parley.shop = '*';

-- When a person last turned to an account: how long they may be written to. `address` is the platform's newest id for
-- them, where it is another than the one the thread goes by.
create table messaging_window (
  shop_id         uuid not null,
  channel_id      uuid not null,
  person_id       text not null,
  heard_at        timestamptz,
  ad_at           timestamptz,
  last_message_id text,
  address         text,
  primary key (shop_id, channel_id, person_id)
);
call wall_off('messaging_window');
insert into messaging_window (shop_id, channel_id, person_id, heard_at)
select shop_id, channel_id, person_id, least(max(happened_at), now()) from inbound_event
where kind in ('MESSAGE', 'POSTBACK', 'REFERRAL', 'REACTION') and person_id is not null
group by shop_id, channel_id, person_id;

-- Other ids of a person whose thread goes by the first one seen.
create table person_alias (
  shop_id    uuid not null,
  channel_id uuid not null,
  alias      text not null,
  person_id  text not null,
  primary key (shop_id, channel_id, alias)
);
call wall_off('person_alias');

-- When the next message of a kind may leave an account, or reach a person: a token bucket in one number.
create table send_pace (
  shop_id    uuid not null,
  channel_id uuid not null,
  name       text not null,
  -- empty: all the account sends
  person_id  text not null,
  full_at    timestamptz not null,
  primary key (shop_id, channel_id, name, person_id)
) with (fillfactor = 50);
create index send_pace_idle on send_pace using brin (full_at);
call wall_off('send_pace');

-- An account that the platform found too quick rests, and then goes on more slowly.
alter table channel add column rests_until timestamptz;
alter table channel add column slowed_at timestamptz;
alter table channel add column pace int not null default 1;

alter table outbound_message add column template jsonb;
-- the part for which `next_attempt_at` is a place in the line
alter table outbound_message add column place_for int not null default -1;
alter table outbound_message add column tried_at timestamptz;
-- the platform may have the next part
alter table outbound_message add column unsure boolean not null default false;
alter table outbound_message add column retried_at timestamptz;
create index outbound_message_failed on outbound_message (shop_id, channel_id, ended_at desc, reply_id desc)
  where status = 'FAILED';
