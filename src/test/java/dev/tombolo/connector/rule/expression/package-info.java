/** Tests of the expressions of rules. */
@NullMarked
package dev.tombolo.connector.rule.expression;

import org.jspecify.annotations.NullMarked;
