/**
 * The PrimeCal events API (spec/primecal-events-and-comments.md, contract part 2): maps HTTP to
 * commands and queries and back. No rule of the domain lives here.
 */
@NullMarked
package almanac.app.api.primecal;

import org.jspecify.annotations.NullMarked;
