/** What is as Active Directory has it, told by the tests that show it. */
@NullMarked
package dev.tombolo.compatibility;

import org.jspecify.annotations.NullMarked;
