package org.anxinbao.casework;

import java.util.UUID;

/** Something of this tip did not open: it was changed, or moved from where it belongs. */
final class DamagedTip extends RuntimeException {
  private final UUID tip;

  DamagedTip(UUID tip) {
    super(null, null, false, false);
    this.tip = tip;
  }

  UUID tip() {
    return tip;
  }
}
