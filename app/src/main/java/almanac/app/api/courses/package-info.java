/** Courses of study, in the style of the academic API (contract.md 8.2). */
@NullMarked
package almanac.app.api.courses;

import org.jspecify.annotations.NullMarked;
