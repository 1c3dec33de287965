/** The part of OData's query language that Microsoft Graph's directory speaks. */
@NullMarked
package dev.tombolo.tenant.odata;

import org.jspecify.annotations.NullMarked;
