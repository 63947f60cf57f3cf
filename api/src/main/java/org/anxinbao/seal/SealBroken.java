package org.anxinbao.seal;

/**
 * A sealed value did not open: wrong key, changed bytes, or a value that was moved. Says nothing
 * more.
 */
public final class SealBroken extends RuntimeException {
  public SealBroken() {
    super("sealed value did not open", null, false, false);
  }
}
