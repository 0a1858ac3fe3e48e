/** Automation rules over HTTP. */
@NullMarked
package almanac.app.api.automation;

import org.jspecify.annotations.NullMarked;
