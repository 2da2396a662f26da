-- What a channel set aside is listed newest first, comments that got no answer among it.
drop index inbound_event_set_aside;
create index inbound_event_set_aside on inbound_event (shop_id, channel_id, received_at desc, event_key desc)
  where kind = 'NOT_UNDERSTOOD' or kind = 'COMMENT' and reason is not null;
-- An edited comment has a row for each wording, found by what their keys begin with.
create index inbound_event_comment on inbound_event (channel_id, event_key text_pattern_ops) where kind = 'COMMENT';
