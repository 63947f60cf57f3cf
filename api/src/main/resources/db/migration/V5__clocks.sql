-- What a tip's clock is counted from, and when somebody has to look at it.

alter table tip
  add column clock_started_on date,                        -- the day of its trigger
  add column clock_added int not null default 0,           -- days, of its own unit, by which it is longer: it stood still
  add column clock_mark text check (clock_mark in ('WARNED', 'MISSED')),
  add column clock_runs boolean not null default true,     -- the office has a date to keep
  add column look_on date,                                 -- null: nothing will happen by itself
  -- One column, so that the planner knows how few are late: most that are past due are closed.
  add column running_due_on date generated always as (case when clock_runs then due_on end) stored;

update tip t set
  clock_started_on = coalesce(
    (select max(e.on_date) from tip_event e
      where e.tip = t.id and (e.kind in ('TRANSFER', 'CONFIRM', 'FEEDBACK') or (e.kind = 'ACCEPT' and t.lead <> coalesce(t.enterprise, '')))),
    t.received_on),
  clock_runs = t.status not in ('NEEDS_INFO', 'ANSWERED', 'DECLINED', 'DUPLICATE', 'WITHDRAWN', 'CLOSED'),
  look_on = case when t.status not in ('ANSWERED', 'DECLINED', 'DUPLICATE', 'WITHDRAWN', 'CLOSED') then t.received_on end;

alter table tip alter column clock_started_on set not null;

create index tip_overdue on tip (running_due_on) where running_due_on is not null;
create index tip_look on tip (look_on) where look_on is not null;
