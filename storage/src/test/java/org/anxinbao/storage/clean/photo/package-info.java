@org.jspecify.annotations.NullMarked
package org.anxinbao.storage.clean.photo;
