/** Automation rules of the PrimeCal family (contract.md 8.1). */
@NullMarked
package almanac.app.api.automation;

import org.jspecify.annotations.NullMarked;
