/**
 * How facts become documents: read models with a version, folded batch by batch. Knows no feature.
 */
@NullMarked
package almanac.query.rebuild;

import org.jspecify.annotations.NullMarked;
