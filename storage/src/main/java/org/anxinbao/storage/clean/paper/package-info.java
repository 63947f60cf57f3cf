/** Documents, rendered page by page into a new one of pictures. */
@NullMarked
package org.anxinbao.storage.clean.paper;

import org.jspecify.annotations.NullMarked;
