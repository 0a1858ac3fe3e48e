/** What runs beside requests, on threads of this node. */
@NullMarked
package almanac.app.thread;

import org.jspecify.annotations.NullMarked;
