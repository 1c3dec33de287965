/** Tests of the settings. */
@NullMarked
package dev.tombolo.lab.settings;

import org.jspecify.annotations.NullMarked;
