/** Comments, one document each, and the threads that they make. */
@NullMarked
package almanac.query.comment;

import org.jspecify.annotations.NullMarked;
