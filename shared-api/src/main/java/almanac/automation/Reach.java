package almanac.automation;

import almanac.entry.OccurrenceKey;
import almanac.entry.Scope;
import java.util.Optional;

/**
 * To how much of an entry a run does what it does: to as much as had changed.
 *
 * @param occurrence empty for the whole entry
 */
public record Reach(Optional<OccurrenceKey> occurrence, Scope scope) {

    public static final Reach WHOLE = new Reach(Optional.empty(), Scope.ALL);

    public static Reach of(OccurrenceKey occurrence) {
        return new Reach(Optional.of(occurrence), Scope.THIS);
    }

    public static Reach from(OccurrenceKey occurrence) {
        return new Reach(Optional.of(occurrence), Scope.FUTURE);
    }
}
