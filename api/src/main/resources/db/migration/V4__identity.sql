-- A name that lies sealed to the tip's readers and a custodian together: asked for, decided on, released.

create table identity_request (
  id           uuid primary key,
  tip          uuid not null references tip on delete cascade,
  custodian    text not null,                             -- the organisation that decides
  organisation text not null,                             -- of who asked
  member       uuid not null,                             -- who asked, and alone is to read the name
  epoch        int  not null,                             -- of the data key that the request's own key comes from
  state        text not null check (state in ('OPEN', 'APPROVED', 'REFUSED', 'LAPSED')),
  asked_on     date not null,
  decided_on   date,
  custody      bytea not null,                            -- the request's key, for the custodian
  asked        bytea not null,                            -- reason, who asked, and whose key the name is for
  half         bytea,                                     -- the name without the tip's layer, while it is open
  decided      bytea,                                     -- the custodian's reason
  check ((half is not null) = (state = 'OPEN'))
);
create unique index identity_request_open on identity_request (tip, member) where state = 'OPEN';
create index identity_request_tip on identity_request (tip);
create index identity_request_custodian on identity_request (custodian, asked_on desc, id);

-- A member's act: its hour may be known.
create table identity_release (
  request    uuid primary key references identity_request on delete cascade,
  expires_at timestamptz not null,
  sealed     bytea not null
);

grant select, insert, update, delete on identity_request, identity_release to ${application_role};
