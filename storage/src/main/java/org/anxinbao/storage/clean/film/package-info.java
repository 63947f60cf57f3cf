/**
 * Films and sound, by FFmpeg's libraries: pictures copied, sound encoded anew, everything else left
 * behind.
 */
@NullMarked
package org.anxinbao.storage.clean.film;

import org.jspecify.annotations.NullMarked;
