/** Where this installation may connect to when somebody else says where. */
@NullMarked
package almanac.sync.net;

import org.jspecify.annotations.NullMarked;
