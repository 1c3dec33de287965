/** The tenant as Microsoft Graph v1.0 shows it: resources, queries, errors. */
@NullMarked
package dev.tombolo.tenant.graph;

import org.jspecify.annotations.NullMarked;
