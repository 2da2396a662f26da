-- How far a channel's threads have been compared with the platform, and who is at it.
create table channel_repair (
  shop_id         uuid not null,
  channel_id      uuid primary key,
  -- when the channel was first connected: what was before is none of ours
  begins_at       timestamptz not null,
  -- everything up to here was compared
  read_until      timestamptz not null,
  -- a listing under way: up to where it will have compared, and the platform's place in its list
  listing_until   timestamptz,
  listing_after   text,
  next_run_at     timestamptz not null,
  next_call_at    timestamptz not null,
  lease_until     timestamptz,
  last_run_at     timestamptz,
  last_outcome    text,
  failures        int not null default 0,
  found_total     bigint not null default 0,
  last_found_at   timestamptz
);
create index channel_repair_due on channel_repair (next_run_at);
call wall_off('channel_repair');

-- Threads that changed and are still to be compared.
create table repair_thread (
  shop_id     uuid not null,
  channel_id  uuid not null,
  thread_id   text not null,
  person_id   text,
  since       timestamptz not null,
  updated_at  timestamptz not null,
  tries       int not null default 0,
  primary key (channel_id, thread_id)
);
call wall_off('repair_thread');
