package org.anxinbao.proofs;

import java.util.stream.Stream;

/** Where a sealed value lies in one row, and who reads it. */
record SealedPlace(String name, String table, String column, String row, Reader reader) {
  private static final String FIRST_FILE =
      "tip = ? and id = (select min(e.id::text)::uuid from evidence e where e.tip = evidence.tip)";

  enum Reader {
    OFFICE,
    REPORTER,
    DOWNLOAD,
    TRANSFER
  }

  String select() {
    return "select %s from %s where %s".formatted(column, table, row);
  }

  String update() {
    return "update %s set %s = ? where %s".formatted(table, column, row);
  }

  Object key(FullTip told) {
    return table.equals("mailbox") ? told.mailbox() : told.id();
  }

  @Override
  public String toString() {
    return name;
  }

  static Stream<SealedPlace> all() {
    return Stream.of(
        new SealedPlace("body", "tip", "body", "id = ?", Reader.OFFICE),
        new SealedPlace("body, by receipt", "tip", "body", "id = ?", Reader.REPORTER),
        new SealedPlace("excluded", "tip", "excluded", "id = ?", Reader.TRANSFER),
        new SealedPlace(
            "lead's grant",
            "tip_grant",
            "sealed",
            "tip = ? and holder = 'jh-housing'",
            Reader.OFFICE),
        new SealedPlace(
            "reporter's grant",
            "tip_grant",
            "sealed",
            "tip = ? and holder = 'reporter'",
            Reader.REPORTER),
        new SealedPlace("mailbox key", "mailbox", "wrapped_key", "hash = ?", Reader.REPORTER),
        new SealedPlace(
            "message", "message", "sealed", "tip = ? and author = 'OFFICE'", Reader.OFFICE),
        new SealedPlace(
            "message, by receipt",
            "message",
            "sealed",
            "tip = ? and author = 'OFFICE'",
            Reader.REPORTER),
        new SealedPlace(
            "event", "tip_event", "sealed", "tip = ? and kind = 'ESCALATE'", Reader.OFFICE),
        new SealedPlace("file's key", "evidence", "sealed", FIRST_FILE, Reader.DOWNLOAD));
  }
}
