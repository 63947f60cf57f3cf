package org.anxinbao.storage.clean.film;

import static org.anxinbao.storage.clean.Finding.AUTHOR;
import static org.anxinbao.storage.clean.Finding.CAMERA;
import static org.anxinbao.storage.clean.Finding.CHAPTERS;
import static org.anxinbao.storage.clean.Finding.COMMENT;
import static org.anxinbao.storage.clean.Finding.GPS;
import static org.anxinbao.storage.clean.Finding.TAGS;
import static org.anxinbao.storage.clean.Finding.THUMBNAIL;
import static org.anxinbao.storage.clean.Finding.TIME;
import static org.anxinbao.storage.clean.Finding.XMP;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.anxinbao.storage.clean.Finding;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** What a tag is about, by its name. */
final class Tags {
  /** Parts of names, the telling ones first. */
  private static final Map<String, Finding> WORDS = new LinkedHashMap<>();

  static {
    words(GPS, "location", "gps", "latitude", "longitude");
    words(CAMERA, "make", "model", "software", "camera", "manufacturer", "originator");
    words(TIME, "date", "time", "year");
    words(COMMENT, "comment", "description");
    words(AUTHOR, "artist", "author", "composer", "copyright", "creator", "performer");
    words(THUMBNAIL, "artwork", "picture");
  }

  private Tags() {}

  private static void words(Finding finding, String... words) {
    for (String word : words) {
      WORDS.put(word, finding);
    }
  }

  /** Of an item of QuickTime's or 3GPP's user data (3GPP TS 26.244, 8). */
  static Finding ofItem(String type) {
    return switch (type) {
      case "\u00a9xyz", "loci" -> GPS;
      case "\u00a9mak", "\u00a9mod", "\u00a9swr", "manu", "modl" -> CAMERA;
      case "\u00a9day", "yrrc", "date" -> TIME;
      case "\u00a9cmt", "\u00a9des", "dscp", "desc", "ldes" -> COMMENT;
      case "\u00a9ART", "\u00a9aut", "\u00a9wrt", "\u00a9dir", "aART", "auth", "perf", "cprt" ->
          AUTHOR;
      case "covr", "thmb" -> THUMBNAIL;
      case "chpl" -> CHAPTERS;
      case "XMP_" -> XMP;
      default -> TAGS;
    };
  }

  /** Of a named tag, such as {@code com.apple.quicktime.make}. */
  static Finding ofKey(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return WORDS.entrySet().stream()
        .filter(word -> lower.contains(word.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(TAGS);
  }

  /** Of all that FFmpeg finds in a recording. */
  static Set<Finding> of(MemoryInput input) {
    Set<Finding> found = EnumSet.noneOf(Finding.class);
    add(input.context().metadata(), found);
    int sounds = 0;
    for (AVStream stream : input.streams()) {
      add(stream.metadata(), found);
      if ((stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0) {
        found.add(THUMBNAIL);
      } else {
        sounds++;
      }
    }
    if (sounds > 1) {
      found.add(Finding.TRACKS);
    }
    if (input.context().nb_chapters() > 0) {
      found.add(CHAPTERS);
    }
    return found;
  }

  private static void add(AVDictionary tags, Set<Finding> found) {
    AVDictionaryEntry tag = avutil.av_dict_iterate(tags, null);
    while (tag != null) {
      found.add(ofKey(tag.key().getString()));
      tag = avutil.av_dict_iterate(tags, tag);
    }
  }
}
