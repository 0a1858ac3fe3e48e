/** The command line script against a running server. */
@NullMarked
package almanac.app.script;

import org.jspecify.annotations.NullMarked;
