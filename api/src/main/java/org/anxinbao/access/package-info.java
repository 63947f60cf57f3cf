/**
 * Who is calling: staff sign-in and sessions, permits, proof of work, limits that keep no source.
 * May use web, seal, audit and directory.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "seal", "audit", "directory"})
package org.anxinbao.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
