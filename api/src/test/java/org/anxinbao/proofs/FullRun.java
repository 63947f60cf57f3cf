package org.anxinbao.proofs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anxinbao.TestServer;
import org.anxinbao.dev.WechatSimulator;
import org.anxinbao.seal.Receipt;
import org.apache.commons.codec.binary.Base32;

/** The main job and everything around it, with a canary wherever a person or a browser writes. */
final class FullRun {
  static final String LEAD = "jh-housing-1";
  static final String REVIEWER = "jh-housing-reviewer";
  private static final String CHEMICAL = "ent-jh-chemical";

  private final TestServer server;
  private final Thief thief;
  final Canaries canaries = new Canaries();
  final Map<String, byte[]> downloads = new LinkedHashMap<>();

  private FullRun(TestServer server) {
    this.server = server;
    this.thief = new Thief(server);
  }

  static FullRun on(TestServer server) {
    var run = new FullRun(server);
    run.answered();
    run.transferredAndWithdrawn();
    run.declinedAndBurnt();
    run.internal();
    new Mishaps(run.device("mishap"), run.canaries, Officer.of(server, LEAD)).all();
    server
        .passwords()
        .forEach(password -> run.canaries.note("password " + password.hashCode(), password));
    return run;
  }

  /** A browser or telephone that tells all about itself. */
  private Http device(String whose) {
    var address = "203.0.113." + (77 + whose.length());
    canaries.note(whose + " address", address);
    return new Http(server.url(), Map.of())
        .with("User-Agent", canaries.ascii(whose + " user agent"))
        .with("X-Forwarded-For", address)
        .with("X-Real-IP", address)
        .with("Forwarded", "for=" + address + ";by=" + canaries.ascii(whose + " forwarded"))
        .with(
            "Accept-Language", "zh-CN, qaa-" + canaries.ascii(whose + " language").substring(0, 8))
        .with("Referer", "https://example.org/" + canaries.ascii(whose + " referer"))
        .with("X-Request-Id", canaries.ascii(whose + " request id"))
        .with("Cookie", "stray=" + canaries.ascii(whose + " cookie"));
  }

  private Reporter reporter(String who) {
    var person = canaries.ascii(who + " code");
    var code = "demo-" + person + "-1";
    var reporter = Reporter.arrives(device(who), code);
    canaries.note(who + " openid", WechatSimulator.openid(code));
    canaries.note(who + " session key", WechatSimulator.sessionKey(code));
    canaries.note(who + " token", reporter.token());
    canaries.note(who + " permit", reporter.permit());
    canaries.note(who + " receipt", reporter.receipt());
    canaries.note(who + " receipt bare", reporter.receipt().replace("-", ""));
    var mailbox = Receipt.parse(reporter.receipt()).mailbox().text();
    canaries.note(who + " mailbox", java.util.Base64.getUrlDecoder().decode(mailbox));
    return reporter;
  }

  private Officer officer(String username) {
    var officer = Officer.signIn(server, username, device(username));
    var account = server.account(username);
    canaries.note(username + " passphrase", account.passphrase());
    canaries.note(username + " TOTP", account.totpSecret());
    canaries.note(username + " TOTP bytes", new Base32().decode(account.totpSecret()));
    var cookies = officer.http().headers().getOrDefault("Cookie", "");
    canaries.note(username + " session", cookies.substring(cookies.lastIndexOf('=') + 1));
    return officer;
  }

  private byte[] photo(String which) {
    return Photo.talking(
        canaries.word(which + " camera"),
        canaries.word(which + " GPS"),
        canaries.word(which + " remark"));
  }

  private Map<String, Object> tip(String who) {
    var tip = Reporter.scaffold(canaries.word(who + " description"));
    tip.put("place", canaries.word(who + " place"));
    tip.put("subject", Map.of("name", canaries.word(who + " subject")));
    tip.put(
        "identity",
        Map.of("name", canaries.word(who + " name"), "phone", canaries.phone(who + " phone")));
    return tip;
  }

  private void answered() {
    var reporter = reporter("answered");
    var file = reporter.upload(canaries.ascii("answered file name") + ".jpg", photo("answered"));
    var tip = tip("answered");
    var recording =
        reporter.upload(
            canaries.ascii("recording's name") + ".wav",
            Talkative.recording(canaries.word("artist"), canaries.word("recording's comment")));
    var document =
        reporter.upload(
            canaries.ascii("document's name") + ".pdf",
            Talkative.document(canaries.word("author"), canaries.ascii("link")));
    tip.put("evidence", List.of(file, recording, document));
    tip.put("avoid", List.of("jh-fire"));
    reporter.submits(tip).reads().expect(200);
    var id = thief.tipOf(reporter.receipt()).toString();
    var li = officer(LEAD);
    var wang = officer(REVIEWER);
    li.list().expect(200);
    downloads.put("first", li.downloads(id, file).expect(200).body());
    downloads.put("first's preview", li.downloads(id, file + "/preview").expect(200).body());
    downloads.put("recording", li.downloads(id, recording).expect(200).body());
    li.downloads(id, recording + "/preview").expect(404);
    downloads.put("document", li.downloads(id, document).expect(200).body());
    downloads.put("document's preview", li.downloads(id, document + "/preview").expect(200).body());
    li.decides(id, "ASK", "text", canaries.word("question")).expect(200);
    var second = reporter.uploadInParts(photo("second"));
    reporter.says(canaries.word("message"), second);
    downloads.put("second", li.downloads(id, second).expect(200).body());
    li.says(id, canaries.word("office's message"));
    li.decides(id, "ACCEPT").expect(200);
    released(id, li);
    li.decides(id, "VERIFY").expect(200);
    conclude(li, id, "first conclusion");
    li.decides(id, "CONFIRM").expect(409);
    wang.decides(id, "RETURN", "reason", canaries.word("return")).expect(200);
    conclude(li, id, "second conclusion");
    wang.decides(id, "CONFIRM").expect(200);
    li.decides(id, "FEEDBACK", "text", canaries.word("feedback")).expect(200);
    wang.decides(id, "CLOSE").expect(200);
    reporter.reads().expect(200);
    wang.http().send("DELETE", "/admin/api/v1/staff/sessions/current", new byte[0]).expect(204);
  }

  /** Refused once, then released and read. */
  private void released(String id, Officer handler) {
    var custodian = officer("jm-custodian").http();
    for (var approve : List.of(false, true)) {
      var asked = Map.of("reason", canaries.word("reason of request, to be approved: " + approve));
      var request =
          handler.http().send("POST", Officer.TIPS + "/" + id + "/identity-requests", asked);
      custodian.get("/admin/api/v1/identity-requests").expect(200);
      custodian
          .send(
              "POST",
              "/admin/api/v1/identity-requests/"
                  + request.expect(201).json().get("id").asString()
                  + "/decision",
              Map.of("approve", approve, "reason", canaries.word("custodian's " + approve)))
          .expect(200);
    }
    handler.http().get(Officer.TIPS + "/" + id + "/identity").expect(200);
  }

  private void conclude(Officer officer, String id, String which) {
    officer
        .decides(
            id,
            "CONCLUDE",
            "finding",
            "SUBSTANTIATED",
            "grade",
            "GENERAL",
            "reason",
            canaries.word(which))
        .expect(200);
  }

  private void transferredAndWithdrawn() {
    var reporter = reporter("withdrawn").submits(tip("withdrawn"));
    var id = thief.tipOf(reporter.receipt()).toString();
    Officer.of(server, LEAD)
        .decides(
            id, "TRANSFER", "organisation", "jh-emergency", "reason", canaries.word("transfer"))
        .expect(200);
    officer("jh-emergency-1")
        .decides(id, "ESCALATE", "reason", canaries.word("escalation"))
        .expect(200);
    officer("jh-safety-committee-office-1").reads(id).expect(200);
    reporter.withdraws();
  }

  private void declinedAndBurnt() {
    var reporter = reporter("burnt").submits(tip("burnt"));
    var id = thief.tipOf(reporter.receipt()).toString();
    Officer.of(server, LEAD)
        .decides(id, "DECLINE", "reasonCode", "UNCLEAR", "text", canaries.word("decline"))
        .expect(200);
    reporter.burns();
    reporter.reads().expect(401);
  }

  private void internal() {
    var reporter = reporter("internal");
    var file = reporter.upload(canaries.ascii("withheld file name") + ".jpg", photo("withheld"));
    var tip = tip("internal");
    tip.put("channel", "INTERNAL");
    tip.put("enterprise", CHEMICAL);
    tip.put("withheld", List.of(file));
    tip.put("wakeIfLate", true);
    reporter.submits(tip).reads().expect(200);
    var id = thief.tipOf(reporter.receipt()).toString();
    var safety = officer(CHEMICAL + "-safety");
    safety.reads(id).expect(200);
    safety.downloads(id, file).expect(404);
    safety.reads(UUID.randomUUID().toString()).expect(404);
  }
}
