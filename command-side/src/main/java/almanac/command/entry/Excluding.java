package almanac.command.entry;

import almanac.entry.Absences;
import almanac.entry.EntryCommand.UpdateEntry;
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

/**
 * Leaving starts of a part out, and having them again, along with whatever else an update changes:
 * what comes back is named by the recurrence before it, what goes by the one after it.
 */
final class Excluding {

    private static final String FIELD = "recurrence";

    private Excluding() {}

    static List<EntryFact> update(EntryState state, UpdateEntry command) {
        if (command.absences().equals(Absences.AS_BEFORE)) {
            return Editing.update(state, command);
        }
        var facts = new ArrayList<>(back(state, command));
        facts.addAll(Editing.update(after(state, facts), command));
        facts.addAll(left(after(state, facts), command));
        return facts;
    }

    private static EntryState after(EntryState state, List<EntryFact> facts) {
        var reached = state;
        for (var fact : facts) {
            reached = reached.evolve(fact);
        }
        return reached;
    }

    private static List<EntryFact> back(EntryState state, UpdateEntry command) {
        var wanted = Set.copyOf(command.absences().back());
        if (wanted.isEmpty() || !(state instanceof Series series)) {
            return List.of();
        }
        var part = part(series, command);
        return series.ruled(series.exclusions()).entrySet().stream()
                .filter(each -> series.segmentOf(each.getKey()).equals(part))
                .filter(each -> wanted.contains(each.getValue().originalStart()))
                .map(Map.Entry::getKey)
                .sorted()
                .<EntryFact>map(key -> new EntryFact.OccurrenceRestored(series.entry(), key))
                .toList();
    }

    private static List<EntryFact> left(EntryState state, UpdateEntry command) {
        var wanted = command.absences().left();
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
                series.occurrences(keys(series, part(series, command), wanted)).keySet().stream()
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
    private static Segment part(Series series, UpdateEntry command) {
        return command.occurrence()
                .or(() -> EntryPart.of(series).stream().findFirst().map(EntryPart::from))
                .flatMap(series::segmentAt)
                .orElseGet(series::master);
    }
}
