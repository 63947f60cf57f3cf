@NullMarked
package org.anxinbao.storage.clean.film;

import org.jspecify.annotations.NullMarked;
