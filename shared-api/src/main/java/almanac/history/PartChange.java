package almanac.history;

import almanac.entry.EntryNumber;
import almanac.entry.Scope;
import java.time.LocalDateTime;
import java.util.Map;

/**
 * What changes in one occurrence of a series, or from it on.
 *
 * @param scope {@code THIS} for the occurrence alone, {@code FUTURE} for it and those after it
 * @param originalStart local, where the series put it before any change to it alone
 * @param changes by field; all fields where it comes or goes
 */
public record PartChange(
        EntryNumber number,
        Scope scope,
        LocalDateTime originalStart,
        Map<String, FieldChange> changes) {}
