-- A wish that was under way while its draft became an order must not fill the cart again.
alter table cart add column ordered_draft_id uuid;
