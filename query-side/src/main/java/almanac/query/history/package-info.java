/** What happened, found by whom and what it concerns, and told as changes of fields. */
@NullMarked
package almanac.query.history;

import org.jspecify.annotations.NullMarked;
