-- One log-in on one device: a family of refresh tokens, each the child of the one it was traded for.
create table session (
  id         uuid primary key,
  shop_id    uuid not null,
  user_id    uuid not null references user_account on delete cascade,
  started_at timestamptz not null,
  ended_at   timestamptz,
  end_reason text
);
create index session_by_user on session (user_id);
call wall_off('session');

create table refresh_token (
  hash       bytea primary key,
  session_id uuid not null references session on delete cascade,
  parent     bytea,
  issued_at  timestamptz not null,
  expires_at timestamptz not null,
  spent_at   timestamptz,
  superseded boolean not null default false
);
create index refresh_token_session on refresh_token (session_id);
create index refresh_token_parent on refresh_token (parent);
create index refresh_token_expires on refresh_token (expires_at);

-- Key pairs that sign access tokens; the private halves are sealed.
create table signing_key (
  kid            text primary key,
  public_jwk     text not null,
  sealed_private bytea not null,
  created_at     timestamptz not null,
  signs_from     timestamptz not null
);
