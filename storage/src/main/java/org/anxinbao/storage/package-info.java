/**
 * Keeps files as evidence: what comes in is recognised by its content, cleaned of every trace of
 * its maker, sealed under a key of its own and put into an object store under a random name. Knows
 * nothing of tips and nothing of the keys that seal a file's key; may use nothing of the
 * application.
 */
@NullMarked
package org.anxinbao.storage;

import org.jspecify.annotations.NullMarked;
