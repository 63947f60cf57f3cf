/**
 * The embedded run: PostgreSQL, an object store, a WeChat simulator and a demo directory around the
 * unchanged application. Lives in test scope, so that no jar of ours contains it.
 */
@NullMarked
package org.anxinbao.dev;

import org.jspecify.annotations.NullMarked;
