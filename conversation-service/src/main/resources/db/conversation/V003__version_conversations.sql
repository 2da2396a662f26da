-- Grows with everything a turn rests on: what is remembered and what waits. A turn that was thought out on an older
-- version is not written but thought out again.
alter table conversation add column version bigint not null default 0;

create function conversation_moved_on() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end
$$;
create trigger conversation_moved_on before update of context, turn_due_at on conversation for each row
  when (old.context is distinct from new.context or old.turn_due_at is distinct from new.turn_due_at)
  execute function conversation_moved_on();
