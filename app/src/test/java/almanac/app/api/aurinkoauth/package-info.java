/** How applications are let in, over HTTP. */
@NullMarked
package almanac.app.api.aurinkoauth;

import org.jspecify.annotations.NullMarked;
