package org.anxinbao.web;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** An address with a prefix length, {@code 10.0.0.0/8}, or a single address. */
record Network(byte[] address, int bits) {

  /**
   * @throws IllegalArgumentException for what is no such thing: a deployment's mistake
   */
  static Network parse(String text) {
    var slash = text.indexOf('/');
    var address = literal(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      throw new IllegalArgumentException("anxinbao.trusted-proxies: no address or network");
    }
    var bytes = address.getAddress();
    var bits = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > bytes.length * 8) {
      throw new IllegalArgumentException("anxinbao.trusted-proxies: no such prefix length");
    }
    return new Network(bytes, bits);
  }

  /** An address written out; a name is never looked up. */
  static @Nullable InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }

  boolean contains(InetAddress other) {
    var bytes = other.getAddress();
    if (bytes.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      var mask = 0x80 >> (bit % 8);
      if ((bytes[bit / 8] & mask) != (address[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
