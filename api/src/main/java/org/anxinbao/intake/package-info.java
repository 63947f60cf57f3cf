/**
 * Receipts, permits and evidence on the way in; checks and seals a submission and hands it to
 * casework. May use web, seal, audit, access, directory, routing, casework and storage.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "web",
      "seal",
      "audit",
      "access",
      "directory",
      "routing",
      "casework",
      "storage"
    })
package org.anxinbao.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
