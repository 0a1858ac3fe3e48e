/**
 * What the APIs that speak of provider connections share: where a consent ends, which calendars can
 * be mapped and how. Knows no API.
 */
@NullMarked
package almanac.app.connection;

import org.jspecify.annotations.NullMarked;
