package org.anxinbao.casework;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The statement that stores a submission, with the parameters of one that was really made. */
public record RecordedStatement(
    String sql, String tips, String grants, String files, byte[] bytes, Submission submission) {

  public static RecordedStatement of(Submission submission, JsonMapper json) {
    var batch = SubmissionBatch.of(List.of(submission), json);
    return new RecordedStatement(
        Submissions.STORE, batch.tips(), batch.grants(), batch.files(), batch.bytes(), submission);
  }
}
