package org.anxinbao.proofs;

import java.util.List;
import java.util.UUID;
import org.anxinbao.TestServer;
import org.anxinbao.seal.Receipt;

/** A tip with every kind of sealed value. */
record FullTip(Reporter reporter, UUID id, String word, String file) {
  static FullTip on(TestServer server) {
    var word = "word" + UUID.randomUUID();
    var reporter = Reporter.arrives(server);
    var photo = Photo.talking("camera", "place", "remark");
    var file = reporter.upload("a.jpg", photo);
    var second = reporter.upload("b.jpg", photo);
    var tip = Reporter.scaffold(word);
    tip.put("evidence", List.of(file, second));
    tip.put("avoid", List.of("jh-fire"));
    reporter.submits(tip);
    var id = new Thief(server).tipOf(reporter.receipt());
    var officer = Officer.of(server, FullRun.LEAD);
    officer.says(id.toString(), "office's " + word);
    reporter.says("reporter's " + word);
    officer.decides(id.toString(), "ACCEPT").expect(200);
    officer.decides(id.toString(), "ESCALATE", "reason", "first " + word).expect(200);
    officer.decides(id.toString(), "VERIFY").expect(200);
    officer
        .decides(id.toString(), "CONCLUDE", "finding", "UNVERIFIABLE", "reason", "second " + word)
        .expect(200);
    return new FullTip(reporter, id, word, file);
  }

  byte[] mailbox() {
    return Receipt.parse(reporter.receipt()).mailbox().hash();
  }
}
