-- When the platform last said how an account stands, so that older news coming late changes nothing, and when the
-- present problem ends by itself, where the platform has said so.
alter table channel add column standing_told_at timestamptz;
alter table channel add column problem_ends_at timestamptz;
create index channel_problem_ends on channel (problem_ends_at) where problem_ends_at is not null;
