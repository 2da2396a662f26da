-- The ids under which WhatsApp has told of one person (a number, an id made for this business), and the one that keys
-- their thread: the first that was seen.
create table whatsapp_alias (
  shop_id       uuid not null,
  channel_id    uuid not null,
  alias         text not null,
  person_id     text not null,
  first_seen_at timestamptz not null,
  seen_at       timestamptz not null,
  primary key (channel_id, alias)
);
create index whatsapp_alias_person on whatsapp_alias (shop_id, channel_id, person_id);
call wall_off('whatsapp_alias');
-- What WhatsApp tells of a business account names no number of it.
create index channel_waba on channel ((details ->> 'wabaId')) where platform = 'WHATSAPP';
