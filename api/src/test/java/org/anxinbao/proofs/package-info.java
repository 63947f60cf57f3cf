/** The promises, proved against the running application and what it leaves on its disks. */
@org.jspecify.annotations.NullMarked
package org.anxinbao.proofs;
