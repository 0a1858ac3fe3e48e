package almanac.history;

import java.util.Optional;

/**
 * What became of one field. The values are texts, numbers, booleans, and lists and maps of such, as
 * JSON has them; empty where there was or is none.
 */
public record FieldChange(Optional<Object> from, Optional<Object> to) {}
