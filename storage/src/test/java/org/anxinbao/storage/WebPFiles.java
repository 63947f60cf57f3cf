package org.anxinbao.storage;

import static org.anxinbao.storage.ExifFile.exif;
import static org.anxinbao.storage.PhotographFiles.UTF16;
import static org.anxinbao.storage.PhotographFiles.UTF8;
import static org.anxinbao.storage.PhotographFiles.ascii;
import static org.anxinbao.storage.PhotographFiles.base64;
import static org.anxinbao.storage.PhotographFiles.concat;
import static org.anxinbao.storage.PhotographFiles.little;
import static org.anxinbao.storage.PhotographFiles.xmp;

import java.util.Arrays;

/** WebP files made by libwebp, as Java has no writer. */
public final class WebPFiles {
  private WebPFiles() {}

  /** 32 × 16, the same four fields; in those with alpha the first is transparent. */
  public static final byte[] LOSSY_WEBP =
      base64(
          "UklGRlQAAABXRUJQVlA4IEgAAADQAgCdASogABAAAMASJaACdMoRwN4B+AH6gf2ACSngAP79Kg///fo9f+7hmuZH"
              + "/rRz/+tBAPR9vv/rax//+1zjwYephmkgAAA=");

  public static final byte[] ALPHA_WEBP =
      base64(
          "UklGRoIAAABXRUJQVlA4WAoAAAAQAAAAHwAADwAAQUxQSBQAAAABDzD/ERFCLJjMX7o7g4j+TwD1/FZQOCBIAAAA"
              + "0AIAnQEqIAAQAADAEiWgAnTKEcDeAfgB+oH9gAkp4AD+/SoP//36PX/u4ZrmR/60c//rQQD0fb7/62sf//tc"
              + "48GHqYZpIAAA");

  public static final byte[] LOSSLESS_WEBP =
      base64("UklGRjQAAABXRUJQVlA4TCcAAAAvH8ADEB8w//MvICj4P7r5D4JNQJBtM8lJTvIAF4jofwBU/VS37QcA");

  public static final byte[] ANIMATED_WEBP =
      base64(
          "UklGRgQBAABXRUJQVlA4WAoAAAASAAAAHwAADwAAQU5JTQYAAAD/////AABBTk1GggAAAAAAAAAAAB8AAA8AAGQA"
              + "AAJWUDggagAAAJADAJ0BKiAAEAABQCYlsAJ0vAngH4QfrdVgXauZ/wjdv/a+ywAA/vid///xLsDXF05/8n/I"
              + "txwMyObTwhP/nsZ6SYL/6MNUljHUDcnL70yEn6gOH/tBH4Gr3dHXR3KFgWnL6KQj9tkgAABBTk1GTgAAAAAA"
              + "AAAAAB8AAA8AAGQAAAJBTFBICgAAAAEH0L+ICERE/wNWUDggJAAAANACAJ0BKiAAEAA+bTCTRiQjIaEwCACA"
              + "DYlpAACViAAA/HwAAA==");

  /** Adds EXIF, XMP, an unknown chunk and bytes behind the end. */
  public static byte[] webp(byte[] plain) {
    byte[] chunks =
        concat(
            Arrays.copyOfRange(plain, 12, plain.length),
            riff("EXIF", exif(1)),
            riff("XMP ", xmp()),
            riff("CANY", UTF16));
    return concat(ascii("RIFF"), little(4 + chunks.length), ascii("WEBP"), chunks, UTF8);
  }

  private static byte[] riff(String type, byte[] content) {
    return concat(ascii(type), little(content.length), content, new byte[content.length & 1]);
  }
}
