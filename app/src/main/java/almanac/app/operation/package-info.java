/** What an operator sees of a running node: health, and the message after the start. */
@NullMarked
package almanac.app.operation;

import org.jspecify.annotations.NullMarked;
