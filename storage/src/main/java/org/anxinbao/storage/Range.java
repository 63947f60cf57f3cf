package org.anxinbao.storage;

/**
 * A part of a cleaned file, in bytes, both ends included as in RFC 9110 §14.1.2; what lies beyond
 * the file's end is left out.
 */
public record Range(long from, long to) {
  public static final Range ALL = new Range(0, Long.MAX_VALUE);

  public Range {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("range ends before it begins");
    }
  }

  /** As long, and as far behind this place as it was behind the beginning. */
  public Range after(long place) {
    return new Range(place + from, place + to);
  }
}
