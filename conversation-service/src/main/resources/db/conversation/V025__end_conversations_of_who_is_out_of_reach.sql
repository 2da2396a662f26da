-- When the platform last said that the shopper has blocked the shop or is gone: over until they write again.
alter table conversation add column ended_at timestamptz;
