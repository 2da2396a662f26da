-- Answers the seller wrote: an array of {id, questions, answer, language}, beside the settings a turn reads anyway.
select set_config('parley.shop', '*', true);
alter table shop add column answers jsonb not null default '[]';

-- copies taken before the assistant had these settings
update shop set state = jsonb_set(state, '{assistant}',
    jsonb_build_object('modelWording', false, 'neverSay', '[]'::jsonb) || (state -> 'assistant'))
where state is not null;
