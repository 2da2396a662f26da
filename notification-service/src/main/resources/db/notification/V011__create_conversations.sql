-- Which conversation a thread on a platform is: what became of a message is told by the thread's key.
create table conversation (
  shop_id          uuid not null,
  conversation_key text not null,
  conversation_id  uuid not null,
  primary key (shop_id, conversation_key)
);
call wall_off('conversation');
