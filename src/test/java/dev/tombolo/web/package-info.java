/** Tests of the package web. */
@NullMarked
package dev.tombolo.web;

import org.jspecify.annotations.NullMarked;
