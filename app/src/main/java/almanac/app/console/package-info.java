/** The operator console: a page and its parts, static; what it shows it asks the APIs for. */
@NullMarked
package almanac.app.console;

import org.jspecify.annotations.NullMarked;
