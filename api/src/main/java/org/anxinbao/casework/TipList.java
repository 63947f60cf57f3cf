package org.anxinbao.casework;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anxinbao.audit.Entry;
import org.anxinbao.audit.Trail;
import org.anxinbao.casework.GrantRepository.Grant;
import org.anxinbao.casework.TipViews.TipItem;
import org.anxinbao.directory.Directory;
import org.anxinbao.seal.PrivateKey;
import org.anxinbao.seal.SealBroken;
import org.anxinbao.web.Checks;
import org.anxinbao.web.Columns;
import org.anxinbao.web.Cursor;
import org.anxinbao.web.Member;
import org.anxinbao.web.Problem;
import org.anxinbao.web.Today;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An organisation's tips, the newest date first, then by id. */
@Component
class TipList {
  /**
   * What a list is narrowed to; null narrows nothing. An area stands for its districts and towns
   * too.
   */
  record Filter(
      @Nullable Status status,
      @Nullable String area,
      @Nullable String industry,
      @Nullable Channel channel,
      @Nullable Boolean overdue) {}

  /** In the words of the index on what is due, which a parameter hides from the planner. */
  private static final String LATE = "and t.running_due_on < :today";

  private record Listed(TipRepository.Sealed row, Grant grant) {}

  private final DatabaseClient database;
  private final TipKeys keys;
  private final TipReader reader;
  private final Trail trail;
  private final Attempts attempts;
  private final Directory directory;
  private final Today today;

  TipList(
      DatabaseClient database,
      TipKeys keys,
      TipReader reader,
      Trail trail,
      Attempts attempts,
      Directory directory,
      Today today) {
    this.attempts = attempts;
    this.directory = directory;
    this.database = database;
    this.keys = keys;
    this.reader = reader;
    this.trail = trail;
    this.today = today;
  }

  Mono<List<TipItem>> page(Member member, Filter filter, @Nullable Cursor after, int limit) {
    return attempts.recorded(
        Entry.byMember(member, "LIST_TIPS", null), rows(member, filter, after, limit));
  }

  private Mono<List<TipItem>> rows(
      Member member, Filter filter, @Nullable Cursor after, int limit) {
    return database
        .sql(
            """
            select %s, g.epoch as grant_epoch, g.sealed as grant_sealed
            from tip_grant g
            join tip t on t.id = g.tip
            where g.holder = :holder and g.state = 'ACTIVE' and g.listed
              and g.received_on <= coalesce(:afterOn::date, 'infinity')
              and (:afterOn::date is null
                or g.received_on < :afterOn
                or (g.received_on = :afterOn and g.tip > :afterTip))
              and (:status::text is null or t.status = :status)
              and (:areas::text[] is null or t.area = any(:areas))
              and (:industry::text is null or t.industry = :industry)
              and (:channel::text is null or t.channel = :channel)
              and (:overdue::boolean is null or :overdue = coalesce(t.running_due_on < :today, false))
              %s
            order by g.received_on desc, g.tip
            limit :limit
            """
                .formatted(
                    TipRepository.COLUMNS, Boolean.TRUE.equals(filter.overdue()) ? LATE : ""))
        .bind("holder", member.organisation())
        .bind("afterOn", orEmpty(after == null ? null : after.on(), LocalDate.class))
        .bind("afterTip", orEmpty(after == null ? null : after.id(), UUID.class))
        .bind("status", orEmpty(name(filter.status()), String.class))
        .bind("areas", orEmpty(within(filter.area()), String[].class))
        .bind("industry", orEmpty(filter.industry(), String.class))
        .bind("channel", orEmpty(name(filter.channel()), String.class))
        .bind("overdue", orEmpty(filter.overdue(), Boolean.class))
        .bind("today", today.date())
        .bind("limit", limit)
        .map(row -> listed(row, member.organisation()))
        .all()
        .collectList()
        .zipWith(keys.caseKeys(member))
        .flatMap(
            both ->
                Flux.fromIterable(both.getT1())
                    .concatMap(listed -> item(listed, both.getT2(), member))
                    .collectList());
  }

  private Mono<TipItem> item(Listed listed, List<PrivateKey> caseKeys, Member member) {
    var tip = listed.row().tip();
    try {
      var epoch = listed.grant().epoch();
      var open = keys.with(listed.row(), Map.of(epoch, keys.open(listed.grant(), caseKeys)));
      return Mono.just(reader.item(tip, open.content().excerpt()));
    } catch (SealBroken _) {
      return trail
          .appendAlone(Entry.byMember(member, "LIST_TIPS", tip.id()).failed("SEAL_BROKEN"))
          .thenReturn(reader.item(tip, ""));
    }
  }

  private static Listed listed(Readable row, String holder) {
    var sealed = TipRepository.sealed(row);
    return new Listed(
        sealed,
        new Grant(
            sealed.tip().id(),
            holder,
            Columns.get(row, "grant_epoch", Integer.class),
            Columns.get(row, "grant_sealed", byte[].class)));
  }

  /**
   * The area and all that lie in it.
   *
   * @throws Problem 422 for an area that does not exist
   */
  private String @Nullable [] within(@Nullable String area) {
    if (area == null) {
      return null;
    }
    var known = directory.current();
    new Checks().refuse(known.area(area).isEmpty(), "/query/area", "unknown-area").finish();
    return known.areasWithin(area).toArray(String[]::new);
  }

  private static @Nullable String name(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }

  private static Parameter orEmpty(@Nullable Object value, Class<?> type) {
    return Parameter.fromOrEmpty(value, type);
  }
}
