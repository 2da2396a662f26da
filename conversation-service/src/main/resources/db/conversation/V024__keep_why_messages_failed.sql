-- What delivery.message-failed says; a message that is tried again and arrives keeps it, and it is not shown then.
alter table message add column failure text;
