/**
 * What an auditor sees of the trail: the entries of the auditor's own area. A read model; may use
 * web, seal, audit, directory and casework.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "seal", "audit", "directory", "casework"})
package org.anxinbao.oversight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
