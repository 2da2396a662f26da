-- Calls, as the voice platform tells of them. `counter` numbers what happens in a call: what is said to the shop and by
-- it, in one order.
create table voice_call (
  id               uuid primary key,
  shop_id          uuid not null,
  channel_id       uuid not null,
  platform_call_id text not null,
  person_id        text not null,
  phone            text,
  outbound         boolean not null default false,
  status           text not null check (status in ('RINGING', 'TALKING', 'FORWARDING', 'ENDED')),
  control_url      text,
  counter          int not null default 0,
  handed_over_at   timestamptz,
  wants_person     boolean not null default false,
  transferred_at   timestamptz,
  started_at       timestamptz not null,
  ended_at         timestamptz,
  reported_at      timestamptz,
  ended_reason     text,
  outcome          text check (outcome in ('ANSWERED', 'TRANSFERRED', 'MESSAGE_TAKEN', 'ABANDONED', 'FAILED')),
  duration_seconds int,
  summary          text,
  transcript       jsonb not null default '[]',
  recording_url    text,
  cost             numeric(12, 6),
  touched_at       timestamptz not null,
  unique (channel_id, platform_call_id)
);
create index voice_call_by_shop on voice_call (shop_id, started_at desc, id desc);
create index voice_call_live on voice_call (shop_id, channel_id, person_id, started_at desc) where status <> 'ENDED';
create index voice_call_started on voice_call using brin (started_at);
call wall_off('voice_call');

-- What a caller said, once however often it is told, and what was answered.
create table voice_turn (
  shop_id     uuid not null,
  call_id     uuid not null,
  turn_key    text not null,
  said        text not null,
  number      int not null,
  asked_at    timestamptz not null,
  waits_until timestamptz not null,
  answer      text,
  answered_at timestamptz,
  primary key (call_id, turn_key)
);
call wall_off('voice_turn');

-- What the shop says into a call: spoken as the answer to a turn, or by itself.
create table voice_line (
  shop_id   uuid not null,
  mark      text not null,
  call_id   uuid not null,
  number    int not null,
  words     text not null,
  kept_at   timestamptz not null,
  spoken_at timestamptz,
  lost_at   timestamptz,
  primary key (shop_id, mark)
);
create index voice_line_waiting on voice_line (call_id, number) where spoken_at is null and lost_at is null;
create index voice_line_by_call on voice_line (call_id);
call wall_off('voice_line');
