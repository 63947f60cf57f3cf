package org.anxinbao.seal;

import java.util.Arrays;

/**
 * Crockford's base32: no I, L, O, U; case does not matter, O is 0, I and L are 1. Bits from the
 * left, most significant first.
 */
public final class Crockford {
  private Crockford() {}

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final byte[] VALUES = new byte[128];

  static {
    Arrays.fill(VALUES, (byte) -1);
    for (byte value = 0; value < 32; value++) {
      char symbol = ALPHABET.charAt(value);
      VALUES[symbol] = value;
      VALUES[Character.toLowerCase(symbol)] = value;
    }
    VALUES['O'] = VALUES['o'] = 0;
    VALUES['I'] = VALUES['i'] = VALUES['L'] = VALUES['l'] = 1;
  }

  static char symbol(int value) {
    return ALPHABET.charAt(value);
  }

  /** The symbol's value, or -1. */
  static int value(char symbol) {
    return symbol < VALUES.length ? VALUES[symbol] : -1;
  }

  /** The first {@code symbols} × 5 bits. */
  public static String encode(byte[] bytes, int symbols) {
    StringBuilder text = new StringBuilder(symbols);
    for (int i = 0; i < symbols; i++) {
      int value = 0;
      for (int bit = 5 * i; bit < 5 * i + 5; bit++) {
        value = (value << 1) | ((bytes[bit / 8] >> (7 - bit % 8)) & 1);
      }
      text.append(symbol(value));
    }
    return text.toString();
  }

  /** As many bytes as hold the symbols, the last one filled with zero bits. */
  static byte[] decode(String symbols) {
    byte[] bytes = new byte[(5 * symbols.length() + 7) / 8];
    for (int bit = 0; bit < 5 * symbols.length(); bit++) {
      int set = (value(symbols.charAt(bit / 5)) >> (4 - bit % 5)) & 1;
      bytes[bit / 8] |= (byte) (set << (7 - bit % 8));
    }
    return bytes;
  }

  /** Hyphens between groups of this size. */
  public static String grouped(String symbols, int size) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < symbols.length(); i += size) {
      text.append(i == 0 ? "" : "-").append(symbols, i, Math.min(i + size, symbols.length()));
    }
    return text.toString();
  }
}
