/**
 * What this node tells OpenTelemetry: from a request over its commands and facts to what follows.
 */
@NullMarked
package almanac.app.tracing;

import org.jspecify.annotations.NullMarked;
