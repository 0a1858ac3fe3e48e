/** What facades share about connections. */
@NullMarked
package almanac.app.connection;

import org.jspecify.annotations.NullMarked;
