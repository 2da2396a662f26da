-- Of which time a what-if was asked: what was said before and after it is not taken again. Absent: all of it.
alter table what_if
  add column said_from timestamptz,
  add column said_to   timestamptz;
