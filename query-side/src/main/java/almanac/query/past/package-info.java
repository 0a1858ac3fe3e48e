/** The stored facts as read models and history read them. */
@NullMarked
package almanac.query.past;

import org.jspecify.annotations.NullMarked;
