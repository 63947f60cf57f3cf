package org.anxinbao.casework;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.anxinbao.casework.IdentityRequest.Asked;
import org.anxinbao.casework.TipContent.Identity;
import org.anxinbao.seal.DataKey;
import org.anxinbao.seal.Grants;
import org.anxinbao.seal.PrivateKey;
import org.anxinbao.seal.PublicKey;
import org.anxinbao.seal.SealBroken;
import org.anxinbao.seal.SealedIdentity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request has a key of its own, derived from the tip's: whoever reads the tip has it, and the
 * custodian gets it as a grant, under the month's layer like every other. It opens the words on
 * both sides, and around the name it is one layer more.
 */
@Component
class IdentitySeals {
  private static final String ASKED = "asked";
  private static final String HALF = "half";
  private static final String DECIDED = "decided";

  private final Grants grants;
  private final JsonMapper json;

  IdentitySeals(Grants grants, JsonMapper json) {
    this.grants = grants;
    this.json = json;
  }

  /** For a reader of the tip. */
  DataKey key(OpenTip open, UUID request, int epoch) {
    return open.key(epoch).derive("identity request " + request);
  }

  /**
   * For the custodian.
   *
   * @param custody the organisation's keys, of which one must open it
   */
  DataKey key(IdentityRequest request, List<PrivateKey> custody) {
    return withOne(
        custody,
        key -> grants.open(request.sealed().custody(), key, request.id(), request.custodian(), 0));
  }

  /** Takes the tip's layer off the name: what remains is for the custodian. */
  IdentityRequest.Sealed ask(OpenTip open, UUID request, Asked asked, PublicKey custody) {
    var key = key(open, request, open.tip().counters().epoch());
    var half =
        SealedIdentity.takeOuterOff(requireNonNull(open.row().identity()), open.key(0), open.id());
    var custodian = requireNonNull(open.row().custodian());
    var month = YearMonth.from(open.tip().facts().receivedOn());
    return new IdentityRequest.Sealed(
        grants.seal(key, custody, request, custodian, 0, month),
        key.seal(json.writeValueAsBytes(asked), request, ASKED, 0),
        key.seal(half, request, HALF, 0),
        null);
  }

  /**
   * @throws SealBroken also if the row names another asker
   */
  Asked asked(IdentityRequest request, DataKey key) {
    var bytes = key.open(request.sealed().asked(), request.id(), ASKED, 0);
    var asked = json.readValue(bytes, Asked.class);
    if (!request.isBy(asked.member()) || !request.isOf(asked.organisation())) {
      throw new SealBroken();
    }
    return asked;
  }

  byte[] decided(String reason, IdentityRequest request, DataKey key) {
    return key.seal(reason.getBytes(UTF_8), request.id(), DECIDED, 0);
  }

  @Nullable String decided(IdentityRequest request, DataKey key) {
    var sealed = request.sealed().decided();
    return sealed == null ? null : new String(key.open(sealed, request.id(), DECIDED, 0), UTF_8);
  }

  /** The custodian's act: the name, sealed to who asked. */
  byte[] release(IdentityRequest request, DataKey key, List<PrivateKey> custody) {
    var half = key.open(requireNonNull(request.sealed().half()), request.id(), HALF, 0);
    var name = withOne(custody, mine -> SealedIdentity.open(half, mine, request.tip()));
    var to = PublicKey.of(asked(request, key).key());
    return SealedIdentity.release(name, to, key, request.id());
  }

  Identity released(byte[] sealed, OpenTip open, IdentityRequest request, PrivateKey mine) {
    var key = key(open, request.id(), request.epoch());
    return json.readValue(
        SealedIdentity.openReleased(sealed, mine, key, request.id()), Identity.class);
  }

  /** What is older opens with an older key. */
  private static <T> T withOne(List<PrivateKey> keys, Function<PrivateKey, T> open) {
    for (var key : keys) {
      try {
        return open.apply(key);
      } catch (SealBroken _) {
        // the next
      }
    }
    throw new SealBroken();
  }
}
