/**
 * Who exists: areas, industries, organisations with their keys, staff, and the reference data
 * behind them. May use web, seal and audit.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "seal", "audit"})
package org.anxinbao.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
