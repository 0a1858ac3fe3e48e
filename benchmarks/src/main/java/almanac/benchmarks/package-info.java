/** What Almanac costs: JMH for the parts, load scenarios for the whole. Nothing here asserts. */
@NullMarked
package almanac.benchmarks;

import org.jspecify.annotations.NullMarked;
