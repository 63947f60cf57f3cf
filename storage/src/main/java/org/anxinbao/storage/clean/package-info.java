/**
 * Makes of a foreign file a new one that shows or sounds the same, naming what was beside it. Bytes
 * in, bytes out: no key, no network, no Reactor. It runs in processes of its own, which may be lost
 * to a hostile file.
 */
@NullMarked
package org.anxinbao.storage.clean;

import org.jspecify.annotations.NullMarked;
