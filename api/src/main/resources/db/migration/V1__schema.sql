-- Everything a person wrote is sealed (bytea); what is in clear is what work needs:
-- area, industry, class, channel, status, offices, dates without time of day.
-- A reporter's act leaves a date, never a time. Identifiers are random.

-- ---- directory: who exists -------------------------------------------------------------------

create table area (
  code           text primary key,
  parent         text references area,
  name_zh        text not null,
  name_en        text not null,
  level          text not null check (level in ('city', 'district', 'town')),
  latitude       numeric,
  longitude      numeric,
  default_office text not null
);

create table industry (
  code      text primary key,
  parent    text references industry,
  kind      text not null,
  name_zh   text not null,
  name_en   text not null,
  high_risk boolean not null,
  keywords  text[] not null,
  position  int not null default 1000                     -- in lists: the seed's order, then the operator's
);

create table hazard_class (
  code     text primary key,
  name_zh  text not null,
  name_en  text not null,
  hint_zh  text not null,
  hint_en  text not null,
  position int not null default 1000
);

create table hazard_example (
  code         text primary key,
  hazard_class text not null references hazard_class,
  text_zh      text not null,
  text_en      text not null
);

create table organisation (
  code        text primary key,
  name_zh     text not null,
  name_en     text not null,
  short_name  text not null,
  kind        text not null,
  line        text not null,
  area        text references area,
  parent      text references organisation,
  credit_code text
);

create table routing_rule (
  id                 text not null,
  valid_from         date not null,
  valid_to           date,
  priority           int  not null,
  industry           text,                                -- null: every industry
  area_scope         text not null,                       -- an area's code, or district:*
  lead_department    text references organisation,        -- either a fixed lead …
  lead_line          text,                                -- … or the line to look up in the tip's district
  co_departments     text[] not null,
  co_lines           text[] not null,
  supervising_office text references organisation,
  supervising_line   text,
  primary key (id, valid_from)
);

create table holiday (
  starts_on date primary key,
  ends_on   date not null,
  workday   boolean not null,                             -- a weekend day that is worked
  name_zh   text not null
);

create table clock_limit (
  code          text not null,
  valid_from    date not null,
  applies_to    text not null,
  value         int  not null,
  unit          text not null check (unit in ('NATURAL_DAY', 'WORKING_DAY', 'HOUR', 'CALENDAR')),
  warn_before   int  not null,
  extendable_by text,
  max_times     int,
  name_zh       text not null,
  name_en       text not null,
  basis         text not null,                            -- law, seed or cfg
  source        text not null,
  primary key (code, valid_from)
);

create table organisation_key (
  organisation text not null references organisation,
  duty         text not null check (duty in ('CASE', 'CUSTODY', 'FINANCE')),
  version      int  not null,
  public_key   bytea not null,
  vouched_by   text references organisation,
  retired      boolean not null default false,
  primary key (organisation, duty, version)
);

-- Every node keeps the tables above in memory and asks for this one number to learn of a change.
create table directory_revision (
  only_one boolean primary key default true check (only_one),
  revision bigint not null
);
insert into directory_revision (revision) values (0);

create function directory_changed() returns trigger language plpgsql as $$
begin
  update directory_revision set revision = revision + 1;
  return null;
end
$$;

create trigger changed after insert or update or delete on area for each statement execute function directory_changed();
create trigger changed after insert or update or delete on industry for each statement execute function directory_changed();
create trigger changed after insert or update or delete on hazard_class for each statement execute function directory_changed();
create trigger changed after insert or update or delete on hazard_example for each statement execute function directory_changed();
create trigger changed after insert or update or delete on organisation for each statement execute function directory_changed();
create trigger changed after insert or update or delete on routing_rule for each statement execute function directory_changed();
create trigger changed after insert or update or delete on holiday for each statement execute function directory_changed();
create trigger changed after insert or update or delete on clock_limit for each statement execute function directory_changed();
create trigger changed after insert or update or delete on organisation_key for each statement execute function directory_changed();

create table member (
  id           uuid primary key,
  username     text not null unique,
  name         text not null,
  organisation text not null references organisation,
  roles        text[] not null,
  public_key   bytea not null,
  salt         bytea not null,
  wrapped_key  bytea not null,
  totp         bytea not null,
  totp_step    bigint not null default 0,                 -- the last 30 s step that was used: a code works once
  active       boolean not null default true
);
create index member_organisation on member (organisation);

create table key_holding (
  organisation text not null,
  duty         text not null,
  version      int  not null,
  member       uuid not null references member,
  sealed       bytea not null,
  primary key (member, organisation, duty, version),
  foreign key (organisation, duty, version) references organisation_key
);

create unlogged table staff_session (
  id_hash     bytea primary key,
  member      uuid not null,
  wrapped_key bytea not null,
  started_at  timestamptz not null,
  seen_at     timestamptz not null
);
create index staff_session_member on staff_session (member);

-- ---- casework: the tip and its grants --------------------------------------------------------

-- No foreign keys from here to the directory: its rows are never deleted, and share locks on the same few
-- rows would be taken by every submission.
create table tip (
  id               uuid primary key,                      -- its first 50 bits are the reference people read out
  channel          text not null check (channel in ('PUBLIC', 'INTERNAL')),
  enterprise       text,
  area             text not null,
  industry         text not null,
  hazard_class     text not null,
  status           text not null,
  returns_to       text,                                  -- where NEEDS_INFO came from
  received_on      date not null,
  due_on           date not null,
  asked_on         date,                                  -- while the office waits, its clock stands still
  lead             text not null,
  supervising      text,
  custodian        text,                                  -- who keeps the identity, if one was given
  escalated        boolean not null,
  wakes_if_late    boolean not null,
  handled_directly boolean not null,                      -- led past an office that was excluded or had no key
  transfers        int not null default 0,
  epoch            int not null,
  sequence         int not null default 0,                -- last number given to an event or message
  unread           int not null default 0,                -- reporter's messages since the office's last act
  proposed_finding text,
  proposed_grade   text,
  proposed_by      uuid,
  finding          text,
  grade            text,
  answered_on      date,
  version          int not null default 0,
  excluded         bytea not null,                        -- offices to keep away, sealed for the server alone
  body             bytea not null,
  identity         bytea
);

create table tip_grant (
  tip         uuid not null references tip on delete cascade,
  holder      text not null,                              -- an organisation's code, or 'reporter'
  epoch       int  not null,
  state       text not null check (state in ('ACTIVE', 'DORMANT')),
  listed      boolean not null default true,              -- one row of a holder stands for the tip in lists
  received_on date not null,
  sealed      bytea not null,
  primary key (tip, holder, epoch)
);
create index tip_grant_list on tip_grant (holder, received_on desc, tip) where state = 'ACTIVE' and listed;

create table mailbox (
  hash        bytea primary key,
  tip         uuid not null unique references tip on delete cascade,
  public_key  bytea not null,
  wrapped_key bytea not null,
  fingerprint bytea not null                              -- HMAC of the submission under a key of the receipt
);

create table evidence (
  id      uuid primary key,
  mailbox bytea,                                          -- until it belongs to a tip
  tip     uuid references tip on delete cascade,
  epoch   int not null default 0,                         -- files withheld from an enterprise have an epoch it cannot open
  on_date date not null,
  object  text not null unique,
  sealed  bytea,                                          -- key, type, size, findings; null until the object is complete
  check ((mailbox is null) <> (tip is null))
);
create index evidence_mailbox on evidence (mailbox) where mailbox is not null;
create index evidence_tip on evidence (tip) where tip is not null;
create index evidence_unbound on evidence (on_date) where tip is null;

create table tip_event (
  tip          uuid not null references tip on delete cascade,
  sequence     int  not null,
  on_date      date not null,
  kind         text not null,                             -- SUBMITTED, a decision, WITHDRAWN, …
  status       text not null,                             -- after it
  organisation text,
  member       uuid,
  epoch        int  not null,
  sealed       bytea,                                     -- reason, text
  primary key (tip, sequence)
);

create table message (
  tip      uuid not null references tip on delete cascade,
  sequence int  not null,
  on_date  date not null,
  author   text not null check (author in ('REPORTER', 'OFFICE')),
  epoch    int  not null,
  sealed   bytea not null,
  primary key (tip, sequence)
);

create table outbox (
  id      uuid primary key,
  on_date date not null,
  kind    text not null,
  tip     uuid not null
);

-- ---- audit ------------------------------------------------------------------------------------

create table audit_entry (
  id           uuid primary key,
  on_date      date not null,
  at           timestamptz,                               -- null for a reporter's act
  actor        text not null check (actor in ('REPORTER', 'MEMBER', 'SYSTEM', 'ANONYMOUS')),
  member       uuid,
  organisation text,
  action       text not null,
  subject      uuid,
  outcome      text not null check (outcome in ('DONE', 'REFUSED', 'FAILED')),
  reason       text,                                      -- a code, never words
  digest       bytea                                      -- of the acknowledged statement
);
create index audit_entry_on_date on audit_entry (on_date);

-- ---- the application's role owns nothing --------------------------------------------------------

grant usage on schema public to ${application_role};
grant select, insert, update, delete on all tables in schema public to ${application_role};
revoke update, delete, truncate on audit_entry from ${application_role};
