/**
 * What every HTTP API of this server shares: who calls, how commands and queries are sent, how a
 * request body says absent. Knows no API.
 */
@NullMarked
package almanac.app.web;

import org.jspecify.annotations.NullMarked;
