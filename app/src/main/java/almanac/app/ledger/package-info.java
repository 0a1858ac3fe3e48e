/** The notary of this node, and what auditors and operators ask of the ledger. */
@NullMarked
package almanac.app.ledger;

import org.jspecify.annotations.NullMarked;
