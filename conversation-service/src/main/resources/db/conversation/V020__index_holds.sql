-- Whose hold is over.
create index conversation_by_hold on conversation (shop_id, (context #>> '{hold,reference}'))
  where context #>> '{hold,reference}' is not null;
