-- A shop's accounts on the platforms. The access token is sealed (AES-256-GCM, bound to shop and channel).
create table channel (
  id              uuid primary key,
  shop_id         uuid not null,
  platform        text not null,
  account_id      text not null,
  name            text not null,
  username        text,
  sealed_token    bytea not null,
  status          text not null check (status in ('ACTIVE', 'TROUBLED', 'DISCONNECTED')),
  problem         text,
  problem_detail  text,
  connected_at    timestamptz not null,
  disconnected_at timestamptz,
  version         bigint not null,
  unique (shop_id, platform, account_id)
);
-- an account answers for one shop at a time: its webhooks name no shop
create unique index channel_live_account on channel (platform, account_id) where status <> 'DISCONNECTED';
call wall_off('channel');
