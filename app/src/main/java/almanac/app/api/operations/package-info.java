/** What operators see and do: {@code /api/operations}, and the paths of contract 8.5. */
@NullMarked
package almanac.app.api.operations;

import org.jspecify.annotations.NullMarked;
