package org.anxinbao.web;

/** What a caller is told beside an answer, in their language. */
public final class Notices {
  private Notices() {}

  /** Of a file with sound: that a voice identifies. */
  public static String voice(Language language) {
    return ProblemTexts.text("notice.voice", language);
  }
}
