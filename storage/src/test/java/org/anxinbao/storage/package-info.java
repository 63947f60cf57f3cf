@NullMarked
package org.anxinbao.storage;

import org.jspecify.annotations.NullMarked;
