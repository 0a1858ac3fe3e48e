@NullMarked
package almanac.app.api.history;

import org.jspecify.annotations.NullMarked;
