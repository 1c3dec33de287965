/** Who one is: users' passwords, applications' secrets, and the tokens that say so. */
@NullMarked
package dev.tombolo.tenant.signin;

import org.jspecify.annotations.NullMarked;
