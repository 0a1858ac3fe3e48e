/** Short names of long texts; whatever stores or compares one takes it from here. */
@NullMarked
package almanac.app.digest;

import org.jspecify.annotations.NullMarked;
