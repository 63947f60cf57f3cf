/**
 * Owns the tip and its grants: decisions, messages, the mailbox, and the one statement that stores
 * a submission. May use web, seal, audit, directory, routing and storage.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"web", "seal", "audit", "directory", "routing", "storage"})
package org.anxinbao.casework;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
