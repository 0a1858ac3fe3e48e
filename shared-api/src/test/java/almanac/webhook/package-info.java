@NullMarked
package almanac.webhook;

import org.jspecify.annotations.NullMarked;
