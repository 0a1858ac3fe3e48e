package almanac.query.history;

import almanac.comment.CommentFact;
import almanac.comment.ThreadId;
import almanac.connection.ConflictFact;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryNumber;
import almanac.entry.EntryState;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Series;
import almanac.query.past.FactLog;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which event or occurrence facts are about, for one answer: a series is folded once. */
final class Numbers {

    private final FactLog facts;
    private final Map<EntryId, Optional<Numbering>> known = new HashMap<>();

    Numbers(FactLog facts) {
        this.facts = facts;
    }

    Optional<EntryNumber> of(Object fact) {
        return switch (fact) {
            case EntryFact entry -> Optional.of(EntryFields.number(entry));
            case CommentFact comment -> Optional.of(of(comment.thread()));
            // both sides are compared as whole objects: a conflict is one of the series
            case ConflictFact.ConflictDetected found -> Optional.of(EntryNumber.of(found.entry()));
            default -> Optional.empty();
        };
    }

    /** By the steps that the series has now, or had last: those lead to the occurrence. */
    private EntryNumber of(ThreadId thread) {
        return thread.offsetSeconds().stream()
                .boxed()
                .flatMap(offset -> numbering(thread.entry()).map(by -> key(offset, by)).stream())
                .findFirst()
                .map(key -> EntryNumber.of(thread.entry(), key))
                .orElseGet(() -> EntryNumber.of(thread.entry()));
    }

    private static OccurrenceKey key(long offset, Numbering by) {
        return new OccurrenceKey(Math.floorDiv(offset, by.stepSeconds()));
    }

    private Optional<Numbering> numbering(EntryId entry) {
        return known.computeIfAbsent(entry, this::folded);
    }

    private Optional<Numbering> folded(EntryId entry) {
        var state = EntryState.initial();
        var last = Optional.<Numbering>empty();
        var all = facts.of(entry.toString()).iterator();
        while (all.hasNext()) {
            if (all.next().fact() instanceof EntryFact fact) {
                state = state.evolve(fact);
                last = state instanceof Series series ? Optional.of(series.numbering()) : last;
            }
        }
        return last;
    }
}
