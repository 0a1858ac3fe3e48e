/**
 * What operators do and see: processors, rebuilds of read models, what gave up, and a record of
 * each intervention.
 */
@NullMarked
package almanac.operation;

import org.jspecify.annotations.NullMarked;
