@NullMarked
package almanac.automation;

import org.jspecify.annotations.NullMarked;
