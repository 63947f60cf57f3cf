package org.anxinbao.proofs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.anxinbao.seal.Receipt;

/** Requests that fail, each kind with canaries in it. */
record Mishaps(Http http, Canaries canaries, Officer officer) {
  private static final String TIP = "/api/v1/mailbox/tip";

  void all() {
    reporters();
    strangers();
    staff();
  }

  private void reporters() {
    var code = "demo-" + canaries.ascii("mishap code") + "-1";
    var reporter = Reporter.arrives(http, code);
    put(reporter, "{\"description\": \"" + canaries.ascii("cut off"), 400);
    put(reporter, "{\"" + canaries.ascii("unknown field") + "\": 1}", 400);
    put(reporter, "[\"" + canaries.ascii("wrong shape") + "\"]", 400);
    put(reporter, "{\"channel\": \"" + canaries.ascii("wrong channel") + "\"}", 400);
    var tip = Reporter.scaffold(canaries.word("refused description"));
    tip.put("area", canaries.ascii("unknown area"));
    tip.put("place", canaries.word("refused place"));
    reporter.permitted().send("PUT", TIP, tip).expect(422);
    tip.put("place", "\u0007" + canaries.word("place with a bell"));
    reporter.permitted().send("PUT", TIP, tip).expect(400);
    reporter
        .permitted()
        .upload(
            "/api/v1/mailbox/evidence",
            canaries.ascii("odd file name") + ".exe",
            canaries.word("odd file").getBytes(UTF_8))
        .expect(415);
    reporter.http().send("PUT", TIP, Reporter.scaffold(canaries.word("no permit"))).expect(401);
    http.with("Authorization", "Receipt " + reporter.receipt())
        .with("X-Permit", canaries.ascii("forged permit"))
        .send("PUT", TIP, Reporter.scaffold(canaries.word("forged permit tip")))
        .expect(401);
    reporter.reads().expect(401);
  }

  private static void put(Reporter reporter, String json, int status) {
    reporter
        .permitted()
        .with("Content-Type", "application/json")
        .send("PUT", TIP, json.getBytes(UTF_8))
        .expect(status);
  }

  private void strangers() {
    var unknown = canaries.note("unknown receipt", Receipt.random().text());
    http.with("Authorization", "Receipt " + unknown).get("/api/v1/mailbox").expect(401);
    var mistyped = canaries.ascii("mistyped receipt");
    http.with("Authorization", "Receipt " + mistyped).get("/api/v1/mailbox").expect(400);
    for (var kind : new String[] {"invalid", "often", "busy", "broken"}) {
      var code = kind + "-" + canaries.ascii(kind + " code");
      http.send("POST", "/api/v1/wechat/sessions", Map.of("code", code));
    }
    http.with("Authorization", "Bearer " + canaries.ascii("forged token"))
        .send("POST", "/api/v1/mailboxes", Map.of())
        .expect(401);
    http.get("/api/v1/" + canaries.ascii("path") + "?q=" + canaries.ascii("query")).expect(404);
    http.get("/problems/" + canaries.ascii("problem")).expect(404);
    http.send(canaries.ascii("method"), "/api/v1/mailbox", new byte[0]);
  }

  private void staff() {
    http.with("X-Requested-With", "anxinbao")
        .send(
            "POST",
            "/admin/api/v1/staff/sessions",
            Map.of(
                "username", canaries.ascii("username"),
                "passphrase", canaries.word("wrong passphrase"),
                "totp", "000000"))
        .expect(401);
    http.with("Cookie", "__Secure-anxinbao=" + canaries.ascii("forged cookie"))
        .get(Officer.TIPS)
        .expect(401);
    officer.http().get(Officer.TIPS + "/" + canaries.ascii("no id")).expect(404);
    officer.http().get(Officer.TIPS + "?cursor=" + canaries.ascii("cursor")).expect(400);
    officer.http().get(Officer.TIPS + "?area=" + canaries.ascii("filter")).expect(422);
  }
}
