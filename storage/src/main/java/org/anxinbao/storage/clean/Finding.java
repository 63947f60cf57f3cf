package org.anxinbao.storage.clean;

import java.util.Locale;

/** What was found beside the content and taken out. */
public enum Finding {
  GPS,
  CAMERA,
  TIME,
  COMMENT,
  THUMBNAIL,
  XMP,
  IPTC,
  ICC,
  TEXT,
  ANIMATION,
  TRAILING,
  TRACKS,
  CHAPTERS,
  SUBTITLES,
  TAGS,
  AUTHOR,
  SCRIPT,
  LINKS,
  ATTACHMENTS,
  FORM,
  OTHER;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
