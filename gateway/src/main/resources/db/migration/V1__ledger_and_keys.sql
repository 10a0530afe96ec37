-- The same statements run on SQLite and on PostgreSQL. Times are microseconds since 1970 UTC; money is whole
-- nano-units with its currency beside it; truth values are 0 or 1.

create table ledger_run (
    id          text primary key,
    node        text not null
);
create index ledger_run_node on ledger_run (node);

create table entry (
    id                  text primary key,
    run                 text not null,
    outcome             text not null,
    opened_at           bigint not null,
    closed_at           bigint,
    day                 text not null,
    caller              text not null,
    surface             text not null,
    asked               text not null,
    stream              smallint not null,
    snapshot            text not null,
    data_class          text not null,
    found               text not null,
    destination         text not null,
    kind                text,
    code                text not null,
    reserved_nanos      bigint,
    reserved_currency   text,
    input               bigint not null,
    cached_input        bigint not null,
    cache_write         bigint not null,
    output              bigint not null,
    reasoning           bigint not null,
    estimated           smallint not null,
    cost_nanos          bigint,
    cost_currency       text,
    restored            integer not null,
    bytes_in            bigint not null,
    bytes_out           bigint not null,
    step_nanos          text not null,
    question            text not null,
    counterfactual      text not null,
    tags                text not null
);
create index entry_opened_at on entry (opened_at, id);
create index entry_caller on entry (caller, opened_at);
create index entry_day on entry (day);
create index entry_open on entry (run) where outcome = 'open';

create table attempt (
    entry_id            text not null references entry (id) on delete cascade,
    number              integer not null,
    destination         text not null,
    kind                text not null,
    data_class          text not null,
    treatment           text not null,
    sent                bigint not null,
    received            bigint not null,
    outcome             text not null,
    status              integer not null,
    started_micros      bigint not null,
    first_byte_micros   bigint not null,
    took_micros         bigint not null,
    input               bigint not null,
    cached_input        bigint not null,
    cache_write         bigint not null,
    output              bigint not null,
    reasoning           bigint not null,
    estimated           smallint not null,
    cost_nanos          bigint,
    cost_currency       text,
    price_since         text not null,
    primary key (entry_id, number)
);

-- How far a file of the journal has been moved into these tables; written in the transaction that moves it.
create table journal_mark (
    file        text primary key,
    node        text not null,
    position    bigint not null
);

-- Refusals without a valid key, by source address, minute (since 1970 UTC) and code.
create table refused_caller (
    address     text not null,
    minute      bigint not null,
    code        text not null,
    times       bigint not null,
    primary key (address, minute, code)
);

create table access_key (
    id          text primary key,
    name        text not null,
    hash        text not null unique,
    models      text not null,
    kinds       text not null,
    policies    text not null,
    rights      text not null,
    created_at  bigint not null,
    expires_at  bigint,
    revoked_at  bigint
);

-- Facts that stay true for good; 'keyed' says that a key was once created.
create table access_mark (
    name        text primary key
);
