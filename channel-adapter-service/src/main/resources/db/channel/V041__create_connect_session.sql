-- A seller on the way through the platform's login and back. The state is kept hashed; what was granted is sealed and
-- forgotten with the row.
create table connect_session (
  shop_id         uuid not null,
  id              uuid primary key,
  member_id       uuid not null,
  way             text not null,
  state_hash      bytea not null unique,
  browser_hash    bytea not null,
  status          text not null check (status in ('ASKED', 'ANSWERED', 'CHOOSING', 'CONNECTED', 'FAILED')),
  problem         text,
  problem_detail  text,
  missing         text[] not null default '{}',
  sealed_accounts bytea,
  created_at      timestamptz not null,
  expires_at      timestamptz not null
);
create index connect_session_expired on connect_session (expires_at);
call wall_off('connect_session');
