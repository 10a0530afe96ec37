-- How often each guard of the policy acted on the answer, as a flat JSON object by id:action.
alter table entry add column guarded text not null default '{}';
