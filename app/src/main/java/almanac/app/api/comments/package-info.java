/**
 * The comments of the PrimeCal events API (spec/primecal-events-and-comments.md, contract 2.6):
 * maps HTTP to commands and queries and back. No rule of the domain lives here.
 */
@NullMarked
package almanac.app.api.comments;

import org.jspecify.annotations.NullMarked;
