-- A change the shopper has said yes to, while its stock is not held yet.
alter table orders add column pending_change jsonb;
create index orders_waiting_for_change on orders (placed_at) where pending_change is not null;
