package org.anxinbao.access;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.anxinbao.audit.Entry;
import org.anxinbao.audit.Trail;
import org.anxinbao.directory.Directory;
import org.anxinbao.web.Language;
import org.anxinbao.web.MayCall;
import org.anxinbao.web.Member;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.anxinbao.web.Role;
import org.anxinbao.web.Source;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sign in, who am I, sign out. */
@RestController
@RequestMapping("/admin/api/v1/staff")
class SignInController {
  private static final int LONGEST = 256;

  private final SignIn signIn;
  private final StaffSessions sessions;
  private final StaffCookie cookie;
  private final Directory directory;
  private final Source source;
  private final Trail trail;
  private final TransactionalOperator transaction;

  SignInController(
      SignIn signIn,
      StaffSessions sessions,
      StaffCookie cookie,
      Directory directory,
      Source source,
      Trail trail,
      TransactionalOperator transaction) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.cookie = cookie;
    this.directory = directory;
    this.source = source;
    this.trail = trail;
    this.transaction = transaction;
  }

  /** Required, all three; what is wrong with one of them is never said. */
  record SignInRequest(String username, String passphrase, String totp) {
    SignInRequest {
      check("/username", username);
      check("/passphrase", passphrase);
      check("/totp", totp);
    }

    private static void check(String pointer, String value) {
      if (value.isEmpty() || value.length() > LONGEST) {
        throw Problem.field(
            ProblemType.INVALID_REQUEST, pointer, value.isEmpty() ? "required" : "too-long");
      }
    }

    @Override
    public String toString() {
      return "SignInRequest";
    }
  }

  /**
   * @param organisation its code
   * @param expiresAt when the session ends at the latest
   */
  record Me(
      String name,
      String organisation,
      String organisationName,
      List<Role> roles,
      Instant expiresAt) {}

  @Open
  @PostMapping("/sessions")
  Mono<ResponseEntity<Me>> signIn(@RequestBody SignInRequest body, ServerHttpRequest request) {
    return signIn
        .attempt(body.username(), body.passphrase(), body.totp(), source.of(request))
        .flatMap(
            secret ->
                sessions
                    .find(secret)
                    .map(member -> me(member, request))
                    .map(
                        me ->
                            ResponseEntity.created(
                                    URI.create("/admin/api/v1/staff/sessions/current"))
                                .header(HttpHeaders.SET_COOKIE, cookie.of(secret).toString())
                                .body(me)));
  }

  @MayCall
  @GetMapping("/me")
  Me me(Member member, ServerHttpRequest request) {
    return new Me(
        member.name(),
        member.organisation(),
        directory
            .current()
            .organisation(member.organisation())
            .map(
                found ->
                    Language.of(request.getHeaders()) == Language.EN
                        ? found.nameEn()
                        : found.nameZh())
            .orElse(member.organisation()),
        member.roles().stream().sorted().toList(),
        member.expiresAt());
  }

  @MayCall
  @DeleteMapping("/sessions/current")
  Mono<ResponseEntity<Void>> signOut(Member member, ServerWebExchange exchange) {
    return Mono.justOrEmpty(cookie.read(exchange.getRequest()))
        .flatMap(sessions::close)
        .then(trail.append(Entry.byMember(member, "SIGN_OUT", null)))
        .as(transaction::transactional)
        .thenReturn(
            ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.expired().toString())
                .build());
  }
}
