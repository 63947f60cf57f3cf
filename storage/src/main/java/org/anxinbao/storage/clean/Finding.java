package org.anxinbao.storage.clean;

import java.util.Locale;

/** What was found beside the picture and taken out. */
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
  OTHER;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
