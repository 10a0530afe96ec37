-- A correction leaves what was booked where it stands: sums take corrected_nanos where it is not null, and corrections
-- says, as a JSON array of flat objects, who corrected what, when and why. Sums of entries that retention deleted stay in
-- entry_sum, one row a day (since 1970 UTC) and group; price is a currency, '' where the price was unknown, '-' where
-- nobody was called. The mark 'keys' counts the changes of keys, so that other servers see one without reading all keys.

alter table entry add column corrected_nanos bigint;
alter table entry add column corrected_currency text;
alter table entry add column corrections text not null default '[]';

create table entry_sum (
    day             bigint not null,
    run             text not null,
    caller          text not null,
    asked           text not null,
    destination     text not null,
    data_class      text not null,
    outcome         text not null,
    price           text not null,
    requests        bigint not null,
    estimated       smallint not null,
    cost_nanos      bigint not null,
    input           bigint not null,
    cached_input    bigint not null,
    cache_write     bigint not null,
    output          bigint not null,
    reasoning       bigint not null,
    primary key (day, run, caller, asked, destination, data_class, outcome, price)
);
create index entry_sum_caller on entry_sum (caller, day);

alter table access_mark add column number bigint not null default 0;
