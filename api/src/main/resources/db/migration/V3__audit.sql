-- The trail under signed Merkle roots, a checkpoint for each day in China. What the application writes here it can
-- neither change nor delete.

create table audit_checkpoint (
  number    int primary key check (number > 0),
  day       date not null unique,                         -- of the entries beneath it, all of them
  size      int not null,                                 -- leaves: entries, filled up at random
  root      bytea not null,
  previous  bytea not null,                               -- SHA-256 of the checkpoint before it
  signature bytea not null,                               -- Ed25519
  filling   bytea not null                                -- what the random leaves are made of: shown to nobody
);

-- The way from an acknowledged entry to its root, kept so that nobody has to build a day's tree again.
create table audit_inclusion (
  entry      uuid primary key,
  checkpoint int not null,
  position   int not null,
  path       bytea not null                               -- hashes of 32 bytes, from the leaf's neighbour upwards
);

-- Lists: the newest day first, then by id; a day by itself; what was done to one thing.
drop index audit_entry_on_date;
create index audit_entry_day on audit_entry (on_date desc, id);
create index audit_entry_subject on audit_entry (subject, on_date desc, id) where subject is not null;

grant select, insert on audit_checkpoint, audit_inclusion to ${application_role};
