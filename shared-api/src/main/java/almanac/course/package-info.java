/** Courses of study, each one user's own. */
@NullMarked
package almanac.course;

import org.jspecify.annotations.NullMarked;
