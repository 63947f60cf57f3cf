package org.anxinbao.directory;

import java.util.Objects;
import java.util.UUID;
import org.anxinbao.seal.Context;
import org.anxinbao.seal.Duty;
import org.anxinbao.seal.PrivateKey;
import org.anxinbao.web.Member;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Opens an organisation's private keys with the key of a signed-in member who holds them. What is
 * opened lives for the request. Fails with SealBroken for a holding that was moved or changed.
 */
@Service
public class DutyKeys {
  private record Holding(int version, byte[] sealed) {}

  private final DatabaseClient db;

  DutyKeys(DatabaseClient db) {
    this.db = db;
  }

  /** Where a holding belongs: who seals a duty's key to a member seals it here. */
  public static Context holding(String organisation, UUID member, Duty duty, int version) {
    return new Context("holding", organisation + "/" + member, duty.name(), version);
  }

  /** The current version's key; empty if the member does not hold it. */
  public Mono<PrivateKey> open(Member member, Duty duty) {
    return holdings(
            """
            select holding.version, holding.sealed
              from key_holding holding
             where holding.member = :member
               and holding.organisation = :organisation
               and holding.duty = :duty
               and holding.version = (select max(current.version)
                                        from organisation_key current
                                       where current.organisation = holding.organisation
                                         and current.duty = holding.duty
                                         and not current.retired)
            """,
            member,
            duty)
        .next();
  }

  /** Every version the member holds, the newest first: older grants need older keys. */
  public Flux<PrivateKey> openAll(Member member, Duty duty) {
    return holdings(
        """
        select version, sealed
          from key_holding
         where member = :member and organisation = :organisation and duty = :duty
         order by version desc
        """,
        member,
        duty);
  }

  private Flux<PrivateKey> holdings(String sql, Member member, Duty duty) {
    return db.sql(sql)
        .bind("member", member.id())
        .bind("organisation", member.organisation())
        .bind("duty", duty.name())
        .map(
            row ->
                new Holding(
                    Objects.requireNonNull(row.get("version", Integer.class)),
                    Objects.requireNonNull(row.get("sealed", byte[].class))))
        .all()
        .map(
            held ->
                PrivateKey.openWith(
                    member.key(),
                    held.sealed(),
                    holding(member.organisation(), member.id(), duty, held.version())));
  }
}
