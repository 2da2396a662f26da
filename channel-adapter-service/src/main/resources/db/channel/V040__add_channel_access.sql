-- When the access ends, as the platform says; null: never, or unknown.
alter table channel add column token_ends_at timestamptz;
alter table channel add column token_checked_at timestamptz;
-- accounts that share a subscription at the platform: a page, and the Instagram account linked to it
create index channel_subscription on channel ((details ->> 'subscription')) where status <> 'DISCONNECTED';
