/** Courses over HTTP. */
@NullMarked
package almanac.app.api.courses;

import org.jspecify.annotations.NullMarked;
