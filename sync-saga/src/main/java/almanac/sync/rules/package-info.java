/**
 * Runs automation rules when entries change, or when their owner wants it. Effects are commands in
 * the owner's name; what a rule did never sets a rule going.
 */
@NullMarked
package almanac.sync.rules;

import org.jspecify.annotations.NullMarked;
