-- What a key may use at most; null is without a limit. The three columns of a budget are set together or not at all.
alter table access_key add column requests_per_minute bigint;
alter table access_key add column tokens_per_minute bigint;
alter table access_key add column budget_nanos bigint;
alter table access_key add column budget_currency text;
alter table access_key add column budget_period text;
