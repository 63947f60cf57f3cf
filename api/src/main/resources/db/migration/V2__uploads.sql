-- Files that come in parts, and the survey of the object store against the tables.

create table upload (
  evidence uuid primary key references evidence,          -- a row that is complete when all is put together
  sealed   bytea not null                                 -- the parts' key and the file's length, under the receipt
);

-- Every object of an upload, noted before it is stored. Nothing here goes by cascade: the objects go first.
create table upload_part (
  object   text primary key,
  evidence uuid not null references upload,
  number   int,                                           -- null: the whole file, being put together
  complete boolean not null default false
);
create unique index upload_part_complete on upload_part (evidence, number) where complete;
create index upload_part_evidence on upload_part (evidence);

-- The survey walks objects and rows in the order of the object store: by the bytes of their names.
create index evidence_object on evidence (object collate "C");
create index upload_part_object on upload_part (object collate "C");

-- One row of the pass under way, one of the last that came to its end.
create table evidence_survey (
  state   text primary key check (state in ('RUNNING', 'FINISHED')),
  on_date date not null,                                  -- begun, or finished
  after   text not null default '',                       -- the last name that was looked at
  objects int not null default 0,
  bytes   bigint not null default 0,                      -- of sealed objects, together
  records int not null default 0,
  removed int not null default 0,                         -- objects that no row knew
  lost    int not null default 0,                         -- files of tips whose object is missing
  foreign_objects int not null default 0                  -- whose names are not ours: left alone
);

grant select, insert, update, delete on upload, upload_part, evidence_survey to ${application_role};
