/** What looks after the read models, in processes that die. */
@NullMarked
package almanac.app.operation;

import org.jspecify.annotations.NullMarked;
