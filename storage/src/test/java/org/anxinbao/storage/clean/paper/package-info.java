@NullMarked
package org.anxinbao.storage.clean.paper;

import org.jspecify.annotations.NullMarked;
