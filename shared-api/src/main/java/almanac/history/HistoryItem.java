package almanac.history;

import almanac.entry.EntryNumber;
import almanac.message.Actor;
import almanac.user.UserSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One fact as people read it.
 *
 * @param position its number among all facts
 * @param stream what it happened to, {@code entry-42}
 * @param sequence its number within the stream, from 0
 * @param type its stored name, {@code entry.updated}
 * @param actor on whose behalf and through what; empty when nobody was recorded
 * @param user whom that is
 * @param number the event or the occurrence that it is about
 * @param changes what it changed, by field; nothing is guessed, both values come from folding
 * @param parts what it changed of a series beside that, in order
 */
public record HistoryItem(
        long position,
        String stream,
        long sequence,
        String type,
        Instant at,
        Optional<Actor> actor,
        Optional<UserSummary> user,
        Optional<EntryNumber> number,
        Map<String, FieldChange> changes,
        List<PartChange> parts,
        Why why) {

    public HistoryItem {
        parts = List.copyOf(parts);
    }

    /**
     * Where it came from.
     *
     * @param request of which HTTP request
     * @param run of which sync run
     * @param causes earlier facts that set it going, oldest first
     */
    public record Why(Optional<String> request, Optional<String> run, List<Cause> causes) {
        public Why {
            causes = List.copyOf(causes);
        }
    }

    /** A fact that set another going. */
    public record Cause(long position, String stream, String type, Instant at) {}
}
