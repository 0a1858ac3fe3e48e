/** What a node tells OpenTelemetry. */
@NullMarked
package almanac.app.tracing;

import org.jspecify.annotations.NullMarked;
