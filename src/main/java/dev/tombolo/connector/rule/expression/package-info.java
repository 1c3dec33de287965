/**
 * The expressions of synchronization rules: EvalEx parses and evaluates them, with the functions
 * and operators of Azure AD Connect and nothing else. An expression sees one object's attributes;
 * there is no way from it to a class, a file or another object.
 */
@NullMarked
package dev.tombolo.connector.rule.expression;

import org.jspecify.annotations.NullMarked;
