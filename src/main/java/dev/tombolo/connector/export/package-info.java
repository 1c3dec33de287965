/** Export: what is pending in the tenant's connector space is sent, object by object answered. */
@NullMarked
package dev.tombolo.connector.export;

import org.jspecify.annotations.NullMarked;
