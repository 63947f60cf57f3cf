/**
 * Which office leads, assists and supervises, and who is left out; one pure function. May use web,
 * seal (for the name of a duty) and directory.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "seal", "directory"})
package org.anxinbao.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
