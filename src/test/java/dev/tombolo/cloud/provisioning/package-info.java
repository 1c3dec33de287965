/** Tests of the words on the wire. */
@NullMarked
package dev.tombolo.cloud.provisioning;

import org.jspecify.annotations.NullMarked;
