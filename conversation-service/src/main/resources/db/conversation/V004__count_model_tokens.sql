alter table turn
  add column tokens_in int not null default 0,
  add column tokens_out int not null default 0,
  add column cost_micros bigint not null default 0;  -- millionths of a dollar

-- What a shop's turns took of the model on a day (UTC).
create table model_use (
  shop_id uuid not null,
  day     date not null,
  tokens  bigint not null,
  primary key (shop_id, day)
);
call wall_off('model_use');
