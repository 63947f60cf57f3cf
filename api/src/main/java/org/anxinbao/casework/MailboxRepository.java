package org.anxinbao.casework;

import static org.anxinbao.web.Columns.get;

import java.util.UUID;
import org.anxinbao.seal.PublicKey;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The reporter's way to a tip: found by the hash of an id that only the receipt gives. */
@Repository
class MailboxRepository {
  record Mailbox(UUID tip, byte[] wrappedKey, byte[] fingerprint) {}

  private final DatabaseClient database;

  MailboxRepository(DatabaseClient database) {
    this.database = database;
  }

  Mono<Mailbox> find(byte[] hash) {
    return database
        .sql("select tip, wrapped_key, fingerprint from mailbox where hash = :hash")
        .bind("hash", hash)
        .map(
            row ->
                new Mailbox(
                    get(row, "tip", UUID.class),
                    get(row, "wrapped_key", byte[].class),
                    get(row, "fingerprint", byte[].class)))
        .one();
  }

  /** The reporter's key, by which offices write to the mailbox; empty once the receipt is burnt. */
  Mono<PublicKey> publicKey(UUID tip) {
    return database
        .sql("select public_key from mailbox where tip = :tip")
        .bind("tip", tip)
        .map(row -> PublicKey.of(get(row, "public_key", byte[].class)))
        .one();
  }

  Mono<Void> remove(byte[] hash) {
    return database.sql("delete from mailbox where hash = :hash").bind("hash", hash).then();
  }
}
