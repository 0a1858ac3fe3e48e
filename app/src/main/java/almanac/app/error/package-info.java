/** Says what went wrong in the words of the API that was called. */
@NullMarked
package almanac.app.error;

import org.jspecify.annotations.NullMarked;
