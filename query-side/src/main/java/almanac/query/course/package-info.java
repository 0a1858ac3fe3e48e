/** Courses, each for its owner only. */
@NullMarked
package almanac.query.course;

import org.jspecify.annotations.NullMarked;
