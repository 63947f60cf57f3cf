package org.anxinbao.storage.clean.photo;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads from an AV1 picture (AV1 Bitstream and Decoding Process Specification, 5.3 to 5.5) what it
 * would cost, because its decoder makes room for whatever the picture claims to be.
 */
final class Av1 {
  private static final int SEQUENCE = 1;
  private static final int FRAME_HEADER = 3;
  private static final int FRAME = 6;
  private static final int MOST_FRAMES = 4; // layers of one picture

  private final ByteBuffer in;
  private int bit;

  private Av1(ByteBuffer in) {
    this.in = in;
  }

  /** Refuses larger and more pictures than were announced. */
  static void check(byte[] units, int width, int height) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(units);
    int frames = 0;
    while (in.hasRemaining()) {
      int header = in.get();
      if ((header & 4) != 0) {
        in.get(); // layer
      }
      int size = (header & 2) == 0 ? in.remaining() : leb128(in);
      int type = header >> 3 & 0xf;
      if (type == SEQUENCE) {
        new Av1(in.slice(in.position(), size)).sequence(width, height);
      } else if ((type == FRAME || type == FRAME_HEADER) && ++frames > MOST_FRAMES) {
        throw new IOException("frames");
      }
      in.position(in.position() + size);
    }
  }

  private static int leb128(ByteBuffer in) throws IOException {
    int value = 0;
    for (int shift = 0; shift < 28; shift += 7) {
      int part = in.get();
      value |= (part & 0x7f) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IOException("size");
  }

  private void sequence(int width, int height) throws IOException {
    bits(4); // profile, still picture
    if (bits(1) == 1) { // reduced header
      bits(5);
    } else {
      operatingPoints();
    }
    int widthBits = bits(4) + 1;
    int heightBits = bits(4) + 1;
    if (bits(widthBits) + 1 > width || bits(heightBits) + 1 > height) {
      throw new IOException("dimensions");
    }
  }

  private void operatingPoints() throws IOException {
    boolean decoderModel = false;
    int delayBits = 0;
    if (bits(1) == 1) { // timing
      bits(32);
      bits(32);
      if (bits(1) == 1) {
        exponentialGolomb();
      }
      decoderModel = bits(1) == 1;
      if (decoderModel) {
        delayBits = bits(5) + 1;
        bits(32);
        bits(10);
      }
    }
    boolean displayDelay = bits(1) == 1;
    for (int points = bits(5) + 1; points > 0; points--) {
      bits(12);
      if (bits(5) > 7) {
        bits(1); // tier
      }
      if (decoderModel && bits(1) == 1) {
        bits(delayBits);
        bits(delayBits);
        bits(1);
      }
      if (displayDelay && bits(1) == 1) {
        bits(4);
      }
    }
  }

  private void exponentialGolomb() throws IOException {
    int zeros = 0;
    while (bits(1) == 0) {
      zeros++;
    }
    if (zeros > 31) {
      throw new IOException("number");
    }
    bits(zeros);
  }

  private int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, bit++) {
      int next = (in.get(bit >> 3) >> (7 - (bit & 7))) & 1;
      value = (value << 1) | next;
    }
    return value;
  }
}
