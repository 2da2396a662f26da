-- The page behind an Instagram account (its token is the page's), and when the access ends; null: never, or unknown.
alter table channel add column page_id text;
alter table channel add column token_ends_at timestamptz;
alter table channel add column token_checked_at timestamptz;
create index channel_page on channel (page_id) where status <> 'DISCONNECTED';
