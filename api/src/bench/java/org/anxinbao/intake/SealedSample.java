package org.anxinbao.intake;

import java.util.List;
import org.anxinbao.casework.Submission;
import org.anxinbao.directory.Directory;
import org.anxinbao.seal.Receipt;
import org.anxinbao.web.Today;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** One submission, routed and sealed by the running application's own parts, not stored. */
public final class SealedSample {
  private SealedSample() {}

  public static Submission of(String tip, ApplicationContext application) {
    var request = application.getBean(JsonMapper.class).readValue(tip, TipRequest.class);
    var sealing = application.getBean(Sealing.class);
    var directory = application.getBean(Directory.class).current();
    var today = application.getBean(Today.class).date();
    var receipt = Receipt.random();
    return sealing.seal(
        request,
        receipt,
        sealing.fingerprint(request, receipt),
        Destination.of(request, directory, today),
        List.of(),
        directory,
        today);
  }
}
