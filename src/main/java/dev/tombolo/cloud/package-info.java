/**
 * The words that the connector and the tenant share on the HTTP wire between them: object types,
 * anchors, JSON (a leaf). Its sub-packages hold the messages.
 */
@NullMarked
package dev.tombolo.cloud;

import org.jspecify.annotations.NullMarked;
