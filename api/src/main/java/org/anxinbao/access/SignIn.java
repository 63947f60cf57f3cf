package org.anxinbao.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.anxinbao.audit.Entry;
import org.anxinbao.audit.Trail;
import org.anxinbao.seal.MemberKeys;
import org.anxinbao.seal.PrivateKey;
import org.anxinbao.seal.SealBroken;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Passphrase first, then the one-time code; one answer for every failure, after the same work. The
 * passphrase is checked on two threads of its own with a short queue: 64 MiB each.
 */
@Service
class SignIn implements DisposableBean {
  private static final int THREADS = 2;
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final String ACTION = "SIGN_IN";

  private final Credentials credentials;
  private final MemberKeys memberKeys;
  private final StaffSessions sessions;
  private final SignInThrottle throttle;
  private final Trail trail;
  private final TransactionalOperator transaction;
  private final Clock clock;
  private final Scheduler argon2;

  SignIn(
      Credentials credentials,
      MemberKeys memberKeys,
      StaffSessions sessions,
      SignInThrottle throttle,
      Trail trail,
      TransactionalOperator transaction,
      Clock clock,
      LimitProperties limits) {
    this.credentials = credentials;
    this.memberKeys = memberKeys;
    this.sessions = sessions;
    this.throttle = throttle;
    this.trail = trail;
    this.transaction = transaction;
    this.clock = clock;
    this.argon2 =
        Schedulers.fromExecutorService(
            new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(limits.queuedSignIns()),
                Thread.ofPlatform().daemon().name("argon2-", 0).factory()));
  }

  /** Who came through both doors. */
  private record Proved(UUID member, PrivateKey key, long step) {}

  /**
   * @throws Problem 401 {@code sign-in-failed}; 429 or 503, with Retry-After, when nothing was
   *     checked
   */
  Mono<SessionSecret> attempt(String username, String passphrase, String code, String source) {
    return Mono.defer(
        () -> {
          var attempt = throttle.reserve(username, source);
          var late = attempt.delay().isZero() ? Mono.empty() : Mono.delay(attempt.delay()).then();
          return late.then(Mono.defer(() -> check(username, passphrase, code)))
              .doOnNext(_ -> throttle.succeeded(attempt))
              .doOnError(RejectedExecutionException.class, _ -> throttle.unchecked(attempt))
              .onErrorMap(
                  RejectedExecutionException.class,
                  _ -> Problem.retryAfter(ProblemType.UNAVAILABLE, RETRY));
        });
  }

  private Mono<SessionSecret> check(String username, String passphrase, String code) {
    return credentials
        .of(username)
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(
            stored ->
                Mono.fromCallable(() -> prove(stored, passphrase, code))
                    .subscribeOn(argon2)
                    .flatMap(proved -> proved.map(this::open).orElseGet(Mono::empty))
                    .switchIfEmpty(Mono.defer(() -> refuse(stored))));
  }

  /** Blocking, about 0.1 s; the same work for an account that is not there. */
  private Optional<Proved> prove(
      Optional<Credentials.Stored> stored, String passphrase, String code) {
    var member = stored.map(Credentials.Stored::member).orElseGet(UUID::randomUUID);
    try {
      var unlocked =
          memberKeys.unlock(
              member, stored.map(Credentials.Stored::locked).orElse(null), passphrase);
      var step = Totp.step(unlocked.totpSecret(), code, clock.instant());
      return stored.filter(Credentials.Stored::active).isPresent()
          ? step(step).map(used -> new Proved(member, unlocked.key(), used))
          : Optional.empty();
    } catch (SealBroken wrongPassphrase) {
      return Optional.empty();
    }
  }

  private static Optional<Long> step(OptionalLong step) {
    return step.isPresent() ? Optional.of(step.getAsLong()) : Optional.empty();
  }

  /** Empty if the code was used before: of two attempts at once, one row update wins. */
  private Mono<SessionSecret> open(Proved proved) {
    return credentials
        .useStep(proved.member(), proved.step())
        .filter(used -> used)
        .flatMap(_ -> sessions.open(proved.member(), proved.key()))
        .flatMap(secret -> trail.append(Entry.byMember(proved.member(), ACTION)).thenReturn(secret))
        .as(transaction::transactional);
  }

  private Mono<SessionSecret> refuse(Optional<Credentials.Stored> stored) {
    var entry =
        stored
            .map(known -> Entry.byMember(known.member(), ACTION))
            .orElseGet(() -> Entry.anonymous(ACTION));
    return trail
        .appendAlone(entry.refused("CREDENTIALS"))
        .then(Mono.error(() -> Problem.of(ProblemType.SIGN_IN_FAILED)));
  }

  @Override
  public void destroy() {
    argon2.dispose();
  }
}
