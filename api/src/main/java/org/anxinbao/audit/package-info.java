/** The append-only trail of who did what, refusals included. May use web and seal. */
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "seal"})
package org.anxinbao.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
