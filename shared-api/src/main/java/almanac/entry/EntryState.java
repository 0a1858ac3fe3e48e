package almanac.entry;

import almanac.calendar.CalendarId;
import almanac.time.Window;
import almanac.user.UserId;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/**
 * An entry as its facts left it. Both sides fold with it: the aggregate to decide, read models and
 * history to show. A pure function of the facts.
 */
public sealed interface EntryState {

    static EntryState initial() {
        return new Absent();
    }

    /** The state after one more fact. Facts that cannot follow are a broken stream and fail. */
    EntryState evolve(EntryFact fact);

    /** Nothing happened yet. */
    record Absent() implements EntryState {
        @Override
        public EntryState evolve(EntryFact fact) {
            return Created.from(fact);
        }
    }

    /** Deleted; only a new creation or its return can follow. */
    record Deleted(CalendarId calendar) implements EntryState {
        @Override
        public EntryState evolve(EntryFact fact) {
            return fact instanceof EntryFact.EntryRestored restored
                    ? restored.content()
                    : Created.from(fact);
        }
    }

    /** On a calendar. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = SingleEntry.class, name = "single"),
        @JsonSubTypes.Type(value = Series.class, name = "series")
    })
    sealed interface Live extends EntryState permits SingleEntry, Series {

        EntryId entry();

        CalendarId calendar();

        String uid();

        UserId creator();

        /**
         * The occurrences that touch the window, by start; a single entry is its own occurrence.
         * Stops after {@code limit} + 1, so that a caller sees that there are more.
         *
         * @throws almanac.recurrence.BudgetExceeded when the rule needs too many steps to tell
         */
        List<Occurrence> within(Window window, int limit);

        /**
         * The occurrence of that key as it stands; empty when the series has none or it was
         * deleted. A single entry is the occurrence that it was in its series.
         */
        Optional<Occurrence> occurrence(OccurrenceKey key);

        /**
         * The first occurrences in order, at most {@code limit}; fewer where the next lies too far
         * away to be looked for.
         */
        List<Occurrence> head(int limit);

        /** Everything this entry can ever touch. */
        Extent extent();
    }
}
