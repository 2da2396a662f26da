-- In which tone a turn was answered, so that two tones can be compared by what came of them.
alter table turn add column tone text;
