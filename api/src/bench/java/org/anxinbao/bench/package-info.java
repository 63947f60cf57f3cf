/** Measures the running application; built and run by the Maven profile of the same name only. */
@NullMarked
package org.anxinbao.bench;

import org.jspecify.annotations.NullMarked;
