/**
 * The only package that knows WxJava: sign-in codes in, sessions out. May use web, seal and access.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "seal", "access"})
package org.anxinbao.wechat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
