/** PrimeCal's external calendar sync, after its document and contract.md part 3. */
@NullMarked
package almanac.app.api.primecalsync;

import org.jspecify.annotations.NullMarked;
