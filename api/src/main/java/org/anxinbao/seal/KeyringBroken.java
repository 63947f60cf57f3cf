package org.anxinbao.seal;

import java.nio.file.Path;

/** A file of the keyring is unusable. Names the file and what is wrong, never what is in it. */
public final class KeyringBroken extends RuntimeException {
  KeyringBroken(Path file, String what) {
    super(file + " " + what);
  }
}
