/** The application; each package below is a module with borders of its own. */
@NullMarked
package org.anxinbao;

import org.jspecify.annotations.NullMarked;
