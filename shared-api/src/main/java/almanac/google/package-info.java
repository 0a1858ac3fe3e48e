/** What the academic API needs of a connection to Google Calendar; knows no provider. */
@NullMarked
package almanac.google;

import org.jspecify.annotations.NullMarked;
