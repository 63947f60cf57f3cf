/**
 * What every controller shares: problems, headers, the one JSON mapper, the clock, cursors, and who
 * is calling. May use only seal, for the types of the keys that a caller brings.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"seal"},
    type = ApplicationModule.Type.OPEN)
package org.anxinbao.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
