-- Made before the first row can be, so that none is missed.
select pg_create_logical_replication_slot('outbox_' || current_database(), 'pgoutput')
where not exists (select from pg_replication_slots where slot_name = 'outbox_' || current_database());
