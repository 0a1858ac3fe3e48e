package almanac.command.entry;

import almanac.entry.Change;
import almanac.entry.EntryCommand.ImportEntry;
import almanac.entry.EntryCommand.ImportOccurrence;
import almanac.entry.EntryFact;
import almanac.entry.EntryPart;
import almanac.entry.EntryState;
import almanac.entry.ExactTimes;
import almanac.entry.ImportedEntry;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.recurrence.Grain;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Making an entry what an iCalendar object says: each step is decided against the state that the
 * steps before it leave, so that importing the same object again yields nothing.
 */
final class Importing {

    /** What all its facts must fit into, and each edit has to fold again. */
    static final int MOST_EXCEPTIONS = 5_000;

    private final ImportEntry command;
    private final ImportedEntry content;
    private final List<EntryFact> facts = new ArrayList<>();
    private EntryState state;

    private Importing(EntryState state, ImportEntry command) {
        this.state = state;
        this.command = command;
        this.content =
                NamedStarts.in(ExactTimes.over(state, OccurrenceKey.FIRST, command.content()));
    }

    static List<EntryFact> importEntry(EntryState state, ImportEntry command) {
        requireFew(command.content());
        return new Importing(state, command).decide();
    }

    static List<EntryFact> importOccurrence(EntryState state, ImportOccurrence command) {
        if (!(Scheduling.live(state, command.entry()) instanceof Series series)) {
            throw new Rejected(
                    new Rejection.NoSuchOccurrence("the event does not repeat any more"));
        }
        var part =
                series.segmentAt(command.part())
                        .orElseThrow(() -> new Rejected(Deleting.noSuchPart()));
        var object =
                new ImportedEntry(
                        series.uid(),
                        part.details(),
                        part.first(),
                        Optional.of(new Recurrence(part.rule(), part.additions())),
                        List.of(),
                        List.of(command.content()));
        var exact = ExactTimes.over(series, part.from(), object);
        return new PartExceptions(series, part, NamedStarts.in(exact))
                .changes()
                .orElseThrow(() ->
                        new Rejected(
                                new Rejection.NoSuchOccurrence(
                                        "RECURRENCE-ID names no occurrence of the series: "
                                                + command.content().originalStart())));
    }

    private static void requireFew(ImportedEntry content) {
        if (content.overrides().size() + content.exclusions().size() > MOST_EXCEPTIONS) {
            throw new Rejected(
                    new Rejection.TooMuch(
                            "RECURRENCE-ID",
                            "a series has at most "
                                    + MOST_EXCEPTIONS
                                    + " occurrences that are changed or left out"));
        }
    }

    private List<EntryFact> decide() {
        switch (state) {
            case SingleEntry single -> update(single);
            case Series series -> update(series);
            case EntryState.Absent absent -> create();
            case EntryState.Deleted deleted -> create();
        }
        if (state instanceof Series series) {
            facts.addAll(new PartExceptions(series, series.segments().getFirst(), content).facts());
        }
        return facts;
    }

    private void take(EntryFact fact) {
        facts.add(fact);
        state = state.evolve(fact);
    }

    private void create() {
        take(
                new EntryFact.EntryCreated(
                        command.entry(),
                        command.calendar(),
                        content.uid(),
                        command.creator(),
                        content.details(),
                        content.span(),
                        content.recurrence(),
                        content.recurrence().map(r -> numbering())));
    }

    private Numbering numbering() {
        return numbering(content);
    }

    /** The steps that a series and its exceptions need. */
    static Numbering numbering(ImportedEntry content) {
        var step = Scheduling.grain(content.span(), content.recurrence().orElseThrow()).seconds();
        var anchor = content.span().localStart().withNano(0);
        for (var own : content.overrides()) {
            step = finer(step, anchor, own.originalStart());
        }
        return new Numbering(anchor, step);
    }

    /**
     * An exception may lie off the rule's steps; a series of whole days ignores the time of day.
     */
    private static long finer(long step, LocalDateTime anchor, LocalDateTime start) {
        if (step == Grain.DAY.seconds()) {
            return step;
        }
        var distance = Math.abs(java.time.Duration.between(anchor, start).toSeconds());
        return java.math.BigInteger.valueOf(step)
                .gcd(java.math.BigInteger.valueOf(distance))
                .longValueExact();
    }

    private void update(SingleEntry single) {
        move(single);
        var changes = new ArrayList<>(single.details().changesTo(content.details()));
        if (content.recurrence().isPresent()) {
            changes.add(
                    new Change.Repeats(
                            content.span(),
                            content.recurrence(),
                            Optional.of(Surviving.numbering(single, numbering()))));
        } else if (!single.span().equals(content.span())) {
            changes.add(new Change.When(content.span()));
        }
        updated(changes);
    }

    private void update(Series series) {
        move(series);
        var changes = new ArrayList<>(series.master().details().changesTo(content.details()));
        var fits = fitsSteps(series);
        if (fits && (says(series) || exported(series))) {
            updated(changes);
        } else if (fits && content.recurrence().isPresent() && series.segments().size() == 1) {
            updated(changes);
            reschedule(series, content.recurrence().get());
        } else {
            changes.add(
                    new Change.Repeats(
                            content.span(),
                            content.recurrence(),
                            content.recurrence().map(r -> numbering()).filter(n -> !fits),
                            content.recurrence().isEmpty()
                                    ? Surviving.of(series, content.span())
                                    : Optional.empty()));
            updated(changes);
        }
    }

    /** What is known of single occurrences stays with them, as where a provider moves a series. */
    private void reschedule(Series series, Recurrence recurrence) {
        take(
                new PartKeys(
                                series,
                                OccurrenceKey.FIRST,
                                series.segments().getFirst(),
                                standing(series),
                                content.span())
                        .rescheduled(recurrence));
    }

    private boolean says(Series series) {
        return series.master().first().equals(content.span())
                && repeatsAs(Optional.of(series.recurrence()))
                && series.segments().size() == 1
                && series.endBefore().isEmpty();
    }

    /** A series that was ended early is exported with a rule that ends there. */
    private boolean exported(Series series) {
        return series.segments().size() == 1
                && standing(series)
                        .filter(part -> part.span().equals(content.span()))
                        .filter(part -> repeatsAs(part.recurrence()))
                        .isPresent();
    }

    /** A rule that ends where ours does says so as a file has to, perhaps not as ours was given. */
    private boolean repeatsAs(Optional<Recurrence> ours) {
        return beside(content.recurrence()).equals(beside(ours));
    }

    private Optional<Recurrence> beside(Optional<Recurrence> recurrence) {
        return recurrence.map(repeats -> repeats.beside(content.span()));
    }

    private static Optional<ImportedEntry> standing(Series series) {
        return EntryPart.of(series, series.master()).map(EntryPart::content);
    }

    private boolean fitsSteps(Series series) {
        return content.recurrence().isEmpty()
                || numbering().stepSeconds() % series.numbering().stepSeconds() == 0;
    }

    private void move(EntryState.Live live) {
        if (!live.calendar().equals(command.calendar())) {
            take(new EntryFact.EntryMoved(live.entry(), live.calendar(), command.calendar()));
        }
    }

    private void updated(List<Change> changes) {
        if (!changes.isEmpty()) {
            take(new EntryFact.EntryUpdated(command.entry(), changes));
        }
    }
}
