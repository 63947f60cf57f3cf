package org.anxinbao.faults;

import java.nio.file.Path;
import org.anxinbao.dev.EmbeddedServers;

/** The home of applications that are stopped, cut off and killed; one at a time. */
final class FaultsHome {
  private static boolean emptied;

  private FaultsHome() {}

  /** Empty for the first who asks; what that one leaves, the next finds: its demo directory. */
  static synchronized Path path() throws Exception {
    var home = Path.of("target", "faults-home");
    if (!emptied) {
      EmbeddedServers.empty(home);
      emptied = true;
    }
    return home;
  }
}
