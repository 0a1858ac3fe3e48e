/** The side that answers: everything in here is made from facts and can be made again. */
@NullMarked
package almanac.query;

import org.jspecify.annotations.NullMarked;
