/**
 * Takes a file apart, keeps what can be seen and makes a new file of it, naming what was beside it.
 * Bytes in, bytes out: no key, no network, no Reactor, so that it can run in a process of its own.
 */
@NullMarked
package org.anxinbao.storage.clean;

import org.jspecify.annotations.NullMarked;
