/** What operators did, as history tells it; nothing of it is kept as a read model. */
@NullMarked
package almanac.query.operation;

import org.jspecify.annotations.NullMarked;
