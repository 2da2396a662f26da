-- When the shop's own state was first heard of: its products are given a moment from then on.
alter table shop add column known_at timestamptz;
