package almanac.command.entry;

import almanac.entry.Absences;
import almanac.entry.EntryCommand.UpdateEntry;
import almanac.entry.EntryCommand.UpdatePart;
import almanac.entry.EntryFact;
import almanac.entry.EntryPart;
import almanac.entry.EntryState;
import almanac.entry.OccurrenceKey;
import almanac.entry.Segment;
import almanac.entry.Series;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Leaving starts of a part out, and having them again, along with whatever else an update changes:
 * what comes back is named by the recurrence before it, what goes by the one after it.
 */
final class Excluding {

    private static final String FIELD = "recurrence";

    private final Absences absences;
    private final Function<Series, Segment> addressed;

    private Excluding(Absences absences, Function<Series, Segment> addressed) {
        this.absences = absences;
        this.addressed = addressed;
    }

    static List<EntryFact> update(EntryState state, UpdateEntry command) {
        return new Excluding(command.absences(), Excluding::first)
                .along(state, now -> Editing.update(now, command));
    }

    static List<EntryFact> part(EntryState state, UpdatePart command) {
        return new Excluding(command.absences(), series -> Editing.segment(series, command.part()))
                .along(state, now -> Editing.part(now, command));
    }

    private List<EntryFact> along(EntryState state, Function<EntryState, List<EntryFact>> update) {
        if (absences.equals(Absences.AS_BEFORE)) {
            return update.apply(state);
        }
        var facts = new ArrayList<>(back(state));
        facts.addAll(update.apply(after(state, facts)));
        facts.addAll(left(after(state, facts)));
        return facts;
    }

    private static EntryState after(EntryState state, List<EntryFact> facts) {
        var reached = state;
        for (var fact : facts) {
            reached = reached.evolve(fact);
        }
        return reached;
    }

    private List<EntryFact> back(EntryState state) {
        var wanted = Set.copyOf(absences.back());
        if (wanted.isEmpty() || !(state instanceof Series series)) {
            return List.of();
        }
        var part = addressed.apply(series);
        return series.ruled(series.exclusions()).entrySet().stream()
                .filter(each -> series.segmentOf(each.getKey()).equals(part))
                .filter(each -> wanted.contains(each.getValue().originalStart()))
                .map(Map.Entry::getKey)
                .sorted()
                .<EntryFact>map(key -> new EntryFact.OccurrenceRestored(series.entry(), key))
                .toList();
    }

    private List<EntryFact> left(EntryState state) {
        var wanted = absences.left();
        if (wanted.isEmpty() || !(state instanceof Series series)) {
            return List.of();
        }
        if (wanted.size() + series.exclusions().size() > Importing.MOST_EXCEPTIONS) {
            throw new Rejected(
                    new Rejection.TooMuch(
                            FIELD,
                            "a series has at most "
                                    + Importing.MOST_EXCEPTIONS
                                    + " occurrences that are left out"));
        }
        var facts =
                series.occurrences(keys(series, addressed.apply(series), wanted)).keySet().stream()
                        .sorted()
                        .<EntryFact>map(key -> new EntryFact.OccurrenceDeleted(series.entry(), key))
                        .toList();
        if (after(series, facts) instanceof Series rest && rest.head(1).isEmpty()) {
            throw Rejected.invalid(FIELD, "no occurrence would be left; delete the event instead");
        }
        return facts;
    }

    private static Set<OccurrenceKey> keys(
            Series series, Segment part, List<LocalDateTime> wanted) {
        var starts = part.starts().startsNamed(wanted);
        var keys = new TreeSet<OccurrenceKey>();
        for (var name : wanted) {
            keys.add(
                    Optional.ofNullable(starts.get(name))
                            .map(start -> part.keyOf(start, series.numbering()))
                            .filter(key -> series.segmentOf(key).equals(part))
                            .orElseThrow(() -> noStart(name)));
        }
        return keys;
    }

    private static Rejected noStart(LocalDateTime name) {
        return new Rejected(
                new Rejection.Invalid(
                        FIELD, "EXDATE names no start of the series: " + name, name.toString()));
    }

    /** A series is addressed as its first part in which something takes place. */
    private static Segment first(Series series) {
        return EntryPart.of(series).stream()
                .findFirst()
                .flatMap(part -> series.segmentAt(part.from()))
                .orElseGet(series::master);
    }
}
