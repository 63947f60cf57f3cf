package org.anxinbao.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.anxinbao.seal.Duty;
import org.anxinbao.seal.PrivateKey;
import org.anxinbao.seal.SealBroken;
import org.anxinbao.web.Member;
import org.anxinbao.web.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectoryTest {
  private static final Snapshot SEED = new Snapshot(Seed.tables());
  private final DirectoryDatabase database;
  private final DutyKeys dutyKeys;

  DirectoryTest() throws Exception {
    database = new DirectoryDatabase();
    dutyKeys = new DutyKeys(database.db);
  }

  @BeforeAll
  void shouldLoadTheSeedOnceWhenTwoNodesStartTogether() {
    Mono.zip(database.referenceData().load(), database.referenceData().load())
        .map(loaded -> List.of(loaded.getT1(), loaded.getT2()))
        .as(StepVerifier::create)
        .assertNext(loaded -> assertThat(loaded).containsExactlyInAnyOrder(true, false))
        .verifyComplete();
  }

  @AfterAll
  void close() throws Exception {
    database.close();
  }

  @Test
  void shouldHoldEveryRowOfTheSeedInItsOrder() {
    var now = database.node().current();
    assertThat(now.areas()).containsExactlyInAnyOrderElementsOf(SEED.areas());
    assertThat(now.industries()).isEqualTo(SEED.industries());
    assertThat(now.hazardClasses()).isEqualTo(SEED.hazardClasses());
    assertThat(now.organisations()).containsExactlyInAnyOrderElementsOf(SEED.organisations());
    assertThat(now.routingRules()).containsExactlyInAnyOrderElementsOf(SEED.routingRules());
    for (var limit : Seed.tables().limits()) {
      assertThat(now.limit(limit.code(), Seed.VALID_FROM)).isEqualTo(limit);
    }
  }

  @Test
  void shouldLoadNothingAtASecondStart() {
    var revision = database.node().current();
    database.referenceData().load().as(StepVerifier::create).expectNext(false).verifyComplete();
    assertThat(database.node().current().organisations()).isEqualTo(revision.organisations());
  }

  @Test
  void shouldKeepTheSameSnapshotUntilSomethingChanges() {
    var node = database.node();
    var before = node.current();
    node.refresh().as(StepVerifier::create).expectNext(before).verifyComplete();
    database.publish("jh-fire", Duty.CASE, 1, PrivateKey.generate().publicKey().bytes());
    node.refresh()
        .as(StepVerifier::create)
        .assertNext(now -> assertThat(now.publicKey("jh-fire", Duty.CASE)).isPresent())
        .verifyComplete();
    assertThat(before.publicKey("jh-fire", Duty.CASE)).isEmpty();
    assertThat(node.current().publicKey("jh-fire", Duty.CUSTODY)).isEmpty();
  }

  @Test
  void shouldOfferTheNewestKeyThatIsNotRetired() {
    for (int version = 1; version <= 3; version++) {
      database.publish("jh-water", Duty.CASE, version, PrivateKey.generate().publicKey().bytes());
    }
    run(
        "update organisation_key set retired = true where organisation = 'jh-water' and version ="
            + " 3");
    assertThat(database.node().current().organisationKey("jh-water", Duty.CASE))
        .map(OrganisationKey::version)
        .contains(2);
  }

  @Test
  void shouldPassOverAnOrganisationWhoseKeyCannotBeRead() {
    database.publish("jh-health", Duty.CASE, 1, new byte[] {1, 2, 3});
    var now = database.node().current();
    assertThat(now.publicKey("jh-health", Duty.CASE)).isEmpty();
    assertThat(now.areas()).isNotEmpty();
  }

  @Test
  void shouldOpenADutysKeysToTheMemberWhoHoldsThem() {
    var member = member("jh-housing");
    var first = PrivateKey.generate();
    var second = PrivateKey.generate();
    grant(member, 1, first);
    grant(member, 2, second);

    dutyKeys
        .open(member, Duty.CASE)
        .as(StepVerifier::create)
        .assertNext(key -> assertThat(publicHalf(key)).isEqualTo(publicHalf(second)))
        .verifyComplete();
    dutyKeys
        .openAll(member, Duty.CASE)
        .map(DirectoryTest::publicHalf)
        .collectList()
        .as(StepVerifier::create)
        .assertNext(keys -> assertThat(keys).containsExactly(publicHalf(second), publicHalf(first)))
        .verifyComplete();
    dutyKeys.open(member, Duty.FINANCE).as(StepVerifier::create).verifyComplete();
    dutyKeys.open(member("jh-housing"), Duty.CASE).as(StepVerifier::create).verifyComplete();
  }

  @Test
  @Tag("P10")
  void shouldNotOpenAHoldingThatWasMovedToAnotherVersion() {
    var member = member("jh-transport");
    grant(member, 1, PrivateKey.generate());
    database.publish("jh-transport", Duty.CASE, 2, PrivateKey.generate().publicKey().bytes());
    run("update key_holding set version = 2 where organisation = 'jh-transport'");
    dutyKeys.open(member, Duty.CASE).as(StepVerifier::create).verifyError(SealBroken.class);
  }

  private Member member(String organisation) {
    var id = UUID.randomUUID();
    database.addMember(id, organisation);
    return new Member(
        id, "name", organisation, Set.of(Role.HANDLER), PrivateKey.generate(), Instant.MAX);
  }

  private void grant(Member member, int version, PrivateKey key) {
    var organisation = member.organisation();
    database.publish(organisation, Duty.CASE, version, key.publicKey().bytes());
    database.hold(member.id(), member.key().publicKey(), organisation, Duty.CASE, version, key);
  }

  private void run(String sql) {
    assertThat(Objects.requireNonNull(database.db.sql(sql).fetch().rowsUpdated().block()))
        .isEqualTo(1);
  }

  private static List<Byte> publicHalf(PrivateKey key) {
    var bytes = key.publicKey().bytes();
    var list = new ArrayList<Byte>();
    for (byte one : bytes) {
      list.add(one);
    }
    return list;
  }
}
