package org.anxinbao.storage.clean.film;

import java.io.IOException;
import org.bytedeco.ffmpeg.global.avcodec;

/** What of a film's coded pictures is picture; the codecs have room for text and other data. */
interface CodedPictures {
  /** The decoder's configuration, as it goes into the sample description. */
  byte[] configuration();

  /** One frame, never empty. */
  byte[] frame(byte[] coded) throws IOException;

  static CodedPictures of(int codec, byte[] configuration) throws IOException {
    return switch (codec) {
      case avcodec.AV_CODEC_ID_H264 -> Avc.of(configuration);
      case avcodec.AV_CODEC_ID_HEVC -> Hevc.of(configuration);
      case avcodec.AV_CODEC_ID_AV1 -> Obus.of(configuration);
      case avcodec.AV_CODEC_ID_MPEG4 -> new Mpeg4(Mpeg4.withoutUserData(configuration));
      case avcodec.AV_CODEC_ID_H263 -> new H263();
      default -> throw new IOException("codec");
    };
  }

  /** Has neither a configuration nor room for anything. */
  record H263() implements CodedPictures {
    @Override
    public byte[] configuration() {
      return new byte[0];
    }

    @Override
    public byte[] frame(byte[] coded) {
      return coded;
    }
  }
}
