/** Users as they see themselves and as others see them. */
@NullMarked
package almanac.query.user;

import org.jspecify.annotations.NullMarked;
