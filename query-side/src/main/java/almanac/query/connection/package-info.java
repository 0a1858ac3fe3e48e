/** Connections and what their sync found to disagree, each for its user only. */
@NullMarked
package almanac.query.connection;

import org.jspecify.annotations.NullMarked;
