/**
 * Keys, sealed boxes, receipts and the cryptography of grants; every sealed byte in the product is
 * made here. May use nothing of ours.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.anxinbao.seal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
