/**
 * Takes a photograph apart, keeps what can be seen and makes a new file of it, naming what was
 * beside it.
 */
@NullMarked
package org.anxinbao.storage.clean.photo;

import org.jspecify.annotations.NullMarked;
