/** Facts in MongoDB: the event storage engine, its serializer, and the progress of projections. */
@NullMarked
package almanac.store;

import org.jspecify.annotations.NullMarked;
