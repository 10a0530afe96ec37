-- One row an entry: its attempts stand in it as a JSON array of flat objects, and two indexes go, for an id begins with
-- the time at which its entry was opened. A member that an object lacks is as in the entry's own column of that name;
-- what is carried over here lacks none.

alter table entry add column attempts text not null default '[]';

update entry set attempts = (
    select '[' || string_agg(
        '{"destination":"'
            || replace(replace(replace(replace(destination, '\', '\\'), '"', '\"'), '
', '\n'), '	', '\t')
            || '","kind":"' || kind
            || '","data_class":"' || data_class
            || '","treatment":"' || treatment
            || '","sent":' || sent
            || ',"received":' || received
            || ',"outcome":"' || replace(replace(outcome, '\', '\\'), '"', '\"')
            || '","status":' || status
            || ',"started_micros":' || started_micros
            || ',"first_byte_micros":' || first_byte_micros
            || ',"took_micros":' || took_micros
            || ',"input":' || input
            || ',"cached_input":' || cached_input
            || ',"cache_write":' || cache_write
            || ',"output":' || output
            || ',"reasoning":' || reasoning
            || ',"estimated":' || case when estimated = 0 then 'false' else 'true' end
            || ',"cost_nanos":' || coalesce(cast(cost_nanos as text), 'null')
            || ',"cost_currency":' || coalesce('"' || cost_currency || '"', 'null')
            || ',"price_since":"' || price_since || '"}',
        ',' order by number) || ']'
    from attempt
    where attempt.entry_id = entry.id)
where exists (select 1 from attempt where attempt.entry_id = entry.id);

drop table attempt;
drop index entry_opened_at;
drop index entry_day;
alter table entry drop column day;
