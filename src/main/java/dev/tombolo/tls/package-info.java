/** The lab's certificate authority and the TLS contexts made from it (a leaf). */
@NullMarked
package dev.tombolo.tls;

import org.jspecify.annotations.NullMarked;
