@NullMarked
package almanac.app.erasure;

import org.jspecify.annotations.NullMarked;
