/**
 * A document store in this process that speaks MongoDB's wire protocol and keeps its data in one
 * file.
 */
@NullMarked
package almanac.embedded;

import org.jspecify.annotations.NullMarked;
