package org.anxinbao.intake;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.anxinbao.directory.Organisation;
import org.anxinbao.directory.Snapshot;
import org.anxinbao.seal.Duty;

/**
 * Who keeps a name: the office nearest to the lead that has a custody key and is not to be avoided.
 */
final class Custodians {
  private Custodians() {}

  static Optional<String> nearest(Snapshot directory, Destination to, Set<String> excluded) {
    var near = Stream.concat(Stream.of(to.lead()), to.supervising().stream());
    var others = directory.organisations().stream().map(Organisation::code).sorted();
    return Stream.concat(near, others)
        .filter(office -> !excluded.contains(office))
        .filter(office -> directory.publicKey(office, Duty.CUSTODY).isPresent())
        .findFirst();
  }
}
