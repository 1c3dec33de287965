/** The HTTP and HTTPS server that the other packages mount their routes on (a leaf). */
@NullMarked
package dev.tombolo.web;

import org.jspecify.annotations.NullMarked;
