package org.anxinbao.audit;

import static org.anxinbao.web.Role.AUDITOR;

import java.util.List;
import org.anxinbao.audit.Verifier.KeptRoot;
import org.anxinbao.seal.Keyring;
import org.anxinbao.web.Checks;
import org.anxinbao.web.MayCall;
import org.anxinbao.web.Member;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The whole trail, recomputed while the auditor waits. */
@RestController
class VerificationController {
  private final Verifier verifier;
  private final Keyring keyring;
  private final Trail trail;

  VerificationController(Verifier verifier, Keyring keyring, Trail trail) {
    this.verifier = verifier;
    this.keyring = keyring;
    this.trail = trail;
  }

  @PostMapping("/admin/api/v1/audit/verification")
  @MayCall(AUDITOR)
  Mono<Verification> verify(
      Member member, @RequestBody(required = false) @Nullable PublishedRoots published) {
    var kept = published == null ? List.<KeptRoot>of() : published.roots();
    check(kept);
    var entry = Entry.byMember(member, "VERIFY_AUDIT", null);
    return verifier
        .verify(keyring.checkpointPublicKey(), kept)
        .delayUntil(
            found ->
                trail.append(
                    found.fault() == null ? entry : entry.failed(found.fault().kind().name())));
  }

  private static void check(List<KeptRoot> kept) {
    var checks = new Checks();
    for (int i = 0; i < kept.size(); i++) {
      var at = "/roots/" + i;
      checks
          .refuse(kept.get(i).number() < 1, at + "/number", "out-of-range")
          .refuse(!kept.get(i).hasRoot(), at + "/root", "invalid");
    }
    checks.finish();
  }

  /**
   * @param roots that the auditor kept from the days when they were published; root in hex
   */
  record PublishedRoots(List<KeptRoot> roots) {}
}
