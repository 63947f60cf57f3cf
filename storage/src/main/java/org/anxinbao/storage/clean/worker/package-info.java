/**
 * The process in which foreign files are cleaned. It holds no key, knows no address, and may be
 * lost.
 */
@NullMarked
package org.anxinbao.storage.clean.worker;

import org.jspecify.annotations.NullMarked;
