/** The process: starts the node. Everything else lives in the packages below. */
@NullMarked
package almanac.app;

import org.jspecify.annotations.NullMarked;
