package almanac.command.entry;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryCommand.UpdateEntry;
import almanac.entry.EntryCommand.UpdatePart;
import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.entry.Occurrence;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.entry.Segment;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.message.Rejected;
import almanac.time.Span;
import almanac.time.SpanEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changing a single entry or one occurrence; {@link SeriesEditing} reaches further. */
final class Editing {

    private Editing() {}

    /** It moves first: what it says from now on is for those who see where it goes. */
    static List<EntryFact> update(EntryState state, UpdateEntry command) {
        var live = Scheduling.live(state, command.entry());
        var facts = new ArrayList<EntryFact>();
        command.to().ifPresent(to -> facts.addAll(Scheduling.move(live, to)));
        facts.addAll(
                switch (live) {
                    case SingleEntry single -> single(single, command);
                    case Series series -> ofSeries(series, command);
                });
        return facts;
    }

    private static List<EntryFact> single(SingleEntry single, UpdateEntry command) {
        Surviving.requireIs(single, command.occurrence());
        var span = command.span().map(edit -> edit.applyTo(single.span())).orElse(single.span());
        var changes = effective(single.details(), command.changes());
        var recurrence = command.recurrence().flatMap(wanted -> wanted);
        if (recurrence.isPresent()) {
            changes.add(begin(single, span, recurrence.get()));
        } else if (!span.equals(single.span())) {
            changes.add(new Change.When(span));
        }
        return changes.isEmpty()
                ? List.of()
                : List.of(new EntryFact.EntryUpdated(single.entry(), changes));
    }

    private static Change begin(SingleEntry single, Span first, Recurrence recurrence) {
        var numbering = Surviving.numbering(single, Scheduling.numbering(first, recurrence));
        return new Change.Repeats(first, Optional.of(recurrence), Optional.of(numbering));
    }

    private static List<EntryFact> ofSeries(Series series, UpdateEntry command) {
        return command.occurrence()
                .map(key -> at(series, key, command))
                .orElseGet(() -> master(series, command));
    }

    /** What was sent for the master is measured against what it shows: where it was planned. */
    private static List<EntryFact> master(Series series, UpdateEntry command) {
        return switch (command.scope()) {
            case THIS -> {
                var key = firstKey(series);
                var current = takingPlace(series, key);
                var span = command.span().map(edit -> alone(current, series.begin(), edit));
                yield occurrence(series, key, current, command, span);
            }
            case FUTURE, ALL -> SeriesEditing.all(series, series.begin(), command);
        };
    }

    /** Of what was sent for a master its first occurrence takes what differs from that. */
    static Span alone(Occurrence first, Span shown, SpanEdit edit) {
        var wanted = edit.applyTo(shown);
        var day =
                (wanted.startDate().equals(shown.startDate()) ? first.span() : wanted).startDate();
        var differing = new SpanEdit.Replace(wanted).parts(shown);
        return first.span().shape().taking(differing, wanted.shape()).on(day);
    }

    /** A part, measured as the master is, with all that follow. */
    static List<EntryFact> part(EntryState state, UpdatePart command) {
        return switch (Scheduling.live(state, command.entry())) {
            case SingleEntry single -> throw new Rejected(Deleting.noSuchPart());
            case Series series ->
                    SeriesEditing.part(series, segment(series, command.part()), following(command));
        };
    }

    static Segment segment(Series series, OccurrenceKey part) {
        return series.segmentAt(part)
                .filter(segment -> !segment.gone())
                .orElseThrow(() -> new Rejected(Deleting.noSuchPart()));
    }

    private static UpdateEntry following(UpdatePart command) {
        return new UpdateEntry(
                command.entry(),
                Optional.of(command.part()),
                Scope.FUTURE,
                command.changes(),
                command.span(),
                command.recurrence(),
                command.expectedRevision());
    }

    private static List<EntryFact> at(Series series, OccurrenceKey key, UpdateEntry command) {
        var current = takingPlace(series, key);
        return switch (command.scope()) {
            case THIS -> {
                var span = command.span().map(edit -> edit.applyTo(current.span()));
                yield occurrence(series, key, current, command, span);
            }
            case FUTURE ->
                    key.compareTo(firstKey(series)) <= 0 && !beginsLater(series, key, command)
                            ? SeriesEditing.allAsOf(series, current, command)
                            : SeriesEditing.following(series, key, current, command);
            case ALL -> SeriesEditing.allAsOf(series, current, command);
        };
    }

    static Occurrence takingPlace(Series series, OccurrenceKey key) {
        return series.occurrence(key).orElseThrow(() -> new Rejected(Deleting.noSuchOccurrence()));
    }

    /** A new recurrence from here on brings no day back that was deleted before. */
    private static boolean beginsLater(Series series, OccurrenceKey key, UpdateEntry command) {
        var master = series.master();
        return command.recurrence().flatMap(wanted -> wanted).isPresent()
                && master.startOf(key, series.numbering()).isAfter(master.first().localStart());
    }

    static OccurrenceKey firstKey(Series series) {
        return series.head(1).stream()
                .flatMap(occurrence -> occurrence.key().stream())
                .findFirst()
                .orElseThrow(() -> new Rejected(Deleting.noSuchOccurrence()));
    }

    private static List<EntryFact> occurrence(
            Series series,
            OccurrenceKey key,
            Occurrence current,
            UpdateEntry command,
            Optional<Span> span) {
        if (command.recurrence().flatMap(wanted -> wanted).isPresent()) {
            throw Rejected.invalid(
                    "recurrence", "one occurrence cannot repeat; choose the following ones or all");
        }
        var changes = occurrenceChanges(current, command, span);
        return changes.isEmpty()
                ? List.of()
                : List.of(new EntryFact.OccurrenceUpdated(series.entry(), key, changes));
    }

    static List<Change> occurrenceChanges(
            Occurrence current, UpdateEntry command, Optional<Span> wanted) {
        var changes = effective(current.details(), command.changes());
        wanted.filter(span -> !span.equals(current.span()))
                .ifPresent(span -> changes.add(new Change.When(span)));
        return changes;
    }

    /** Each against what those before it leave: somebody may be invited and answer in one. */
    private static List<Change> effective(Details details, List<Change> wanted) {
        var changes = new ArrayList<Change>();
        var reached = details;
        for (var change : wanted) {
            var next = reached.with(change);
            if (!next.equals(reached)) {
                changes.add(change);
                reached = next;
            }
        }
        return changes;
    }
}
