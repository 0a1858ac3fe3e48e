/** ChronaPilot's connections, after its document and contract.md part 4. */
@NullMarked
package almanac.app.api.chronapilot;

import org.jspecify.annotations.NullMarked;
