package org.anxinbao.casework;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anxinbao.casework.GrantRepository.Grant;
import org.anxinbao.directory.DutyKeys;
import org.anxinbao.seal.DataKey;
import org.anxinbao.seal.Duty;
import org.anxinbao.seal.Grants;
import org.anxinbao.seal.PrivateKey;
import org.anxinbao.seal.SealBroken;
import org.anxinbao.web.Member;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Opens tips with what their holders hold: no grant and no such tip are the same 404. */
@Component
class TipKeys {
  private final TipRepository tips;
  private final GrantRepository grants;
  private final Grants seals;
  private final DutyKeys dutyKeys;
  private final JsonMapper json;

  TipKeys(
      TipRepository tips,
      GrantRepository grants,
      Grants seals,
      DutyKeys dutyKeys,
      JsonMapper json) {
    this.tips = tips;
    this.grants = grants;
    this.seals = seals;
    this.dutyKeys = dutyKeys;
    this.json = json;
  }

  Mono<OpenTip> open(Member member, UUID tip) {
    return open(member, tip, tips.find(tip));
  }

  /** Within a transaction: the tip cannot change under the caller's hands. */
  Mono<OpenTip> openLocked(Member member, UUID tip) {
    return open(member, tip, tips.lock(tip));
  }

  /** The organisation's private keys that this member holds, the newest first. */
  Mono<List<PrivateKey>> caseKeys(Member member) {
    return dutyKeys.openAll(member, Duty.CASE).collectList();
  }

  private Mono<OpenTip> open(Member member, UUID tip, Mono<TipRepository.Sealed> row) {
    return grants
        .active(tip, member.organisation())
        .collectList()
        .filter(held -> !held.isEmpty())
        .zipWhen(held -> caseKeys(member))
        .flatMap(
            both ->
                row.map(
                    found -> {
                      var keys = new HashMap<Integer, DataKey>();
                      both.getT1()
                          .forEach(grant -> keys.put(grant.epoch(), open(grant, both.getT2())));
                      return new OpenTip(found, keys, json);
                    }))
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND)));
  }

  DataKey open(Grant grant, List<PrivateKey> keys) {
    for (var key : keys) {
      try {
        return open(grant, key);
      } catch (SealBroken _) {
        // An organisation's older grants open with its older keys.
      }
    }
    throw new SealBroken();
  }

  DataKey open(Grant grant, PrivateKey key) {
    return seals.open(grant.sealed(), key, grant.tip(), grant.holder(), grant.epoch());
  }

  OpenTip with(TipRepository.Sealed row, Map<Integer, DataKey> keys) {
    return new OpenTip(row, keys, json);
  }
}
