@NullMarked
package almanac.app.api.operations;

import org.jspecify.annotations.NullMarked;
