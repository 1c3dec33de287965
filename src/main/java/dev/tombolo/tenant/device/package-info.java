/** The registration of devices by their users: the lab's device registration service. */
@NullMarked
package dev.tombolo.tenant.device;

import org.jspecify.annotations.NullMarked;
