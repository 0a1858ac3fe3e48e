package almanac.command.entry;

import almanac.entry.Change;
import almanac.entry.EntryCommand.ImportEntry;
import almanac.entry.EntryCommand.MergeEntry;
import almanac.entry.EntryCommand.WelcomeEntry;
import almanac.entry.EntryFact;
import almanac.entry.EntryPart;
import almanac.entry.EntryState;
import almanac.entry.ImportedEntry;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Segment;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.message.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Making one part of an entry what its object at a provider says. Each step is decided against the
 * state that the steps before it leave, and a step that changes nothing is no fact.
 */
final class Merging {

    private final MergeEntry command;
    private final ImportedEntry content;
    private final List<EntryFact> facts = new ArrayList<>();
    private EntryState state;

    private Merging(EntryState state, MergeEntry command) {
        this.state = state;
        this.command = command;
        this.content = NamedStarts.in(command.content());
    }

    static List<EntryFact> welcome(WelcomeEntry command) {
        return merge(
                EntryState.initial(),
                new MergeEntry(
                        command.entry(),
                        command.calendar(),
                        command.creator(),
                        OccurrenceKey.FIRST,
                        command.content(),
                        OptionalLong.empty()));
    }

    static List<EntryFact> merge(EntryState state, MergeEntry command) {
        return new Merging(state, command).decide();
    }

    private List<EntryFact> decide() {
        switch (state) {
            case Series series -> series(series);
            case SingleEntry single -> {
                if (!whole()) {
                    throw new Rejected(Deleting.noSuchPart());
                }
                imported(single.calendar());
            }
            case EntryState.Absent absent -> create();
            case EntryState.Deleted deleted -> create();
        }
        return facts;
    }

    private boolean whole() {
        return command.part().equals(OccurrenceKey.FIRST);
    }

    private void create() {
        if (!whole()) {
            Scheduling.live(state, command.entry());
        }
        imported(command.calendar());
    }

    /** Where there is nothing but this part, it is what an import makes of it. */
    private void imported(almanac.calendar.CalendarId calendar) {
        facts.addAll(
                Importing.importEntry(
                        state,
                        new ImportEntry(command.entry(), calendar, command.creator(), content)));
    }

    private void take(EntryFact fact) {
        var after = state.evolve(fact);
        if (!after.equals(state)) {
            facts.add(fact);
            state = after;
        }
    }

    private void series(Series series) {
        var alone = series.segments().size() == 1 && whole();
        if (alone && content.recurrence().isEmpty()) {
            take(
                    updated(
                            new Change.Repeats(
                                    content.span(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Surviving.of(series, content.span()))));
            imported(series.calendar());
            return;
        }
        if (alone && !fitsWithExceptions(series)) {
            var numbering = Optional.of(Importing.numbering(content));
            take(updated(new Change.Repeats(content.span(), content.recurrence(), numbering)));
        }
        part((Series) state);
        exceptions((Series) state);
    }

    private EntryFact updated(Change change) {
        return new EntryFact.EntryUpdated(command.entry(), List.of(change));
    }

    private boolean fitsWithExceptions(Series series) {
        return Importing.numbering(content).stepSeconds() % series.numbering().stepSeconds() == 0;
    }

    private void part(Series series) {
        var segment = series.segmentAt(command.part());
        if (segment.isEmpty() && !endedBefore(series)) {
            throw new Rejected(Deleting.noSuchPart());
        }
        var ruling = segment.orElseGet(() -> series.segmentOf(command.part()));
        var exported = segment.flatMap(each -> EntryPart.of(series, each)).map(EntryPart::content);
        var recurrence = Scheduling.recurrence(content);
        if (exported.filter(now -> now.span().equals(content.span()))
                .filter(now -> repeatsAs(now, recurrence))
                .isEmpty()) {
            reschedule(series, ruling, exported, recurrence);
        }
        var changes = ruling.details().changesTo(content.details());
        if (!changes.isEmpty()) {
            take(new EntryFact.SegmentUpdated(command.entry(), command.part(), changes));
        }
    }

    /** Both begin with the same span; an end may be said in another form. */
    private static boolean repeatsAs(ImportedEntry now, Recurrence recurrence) {
        return now.recurrence()
                .map(repeats -> repeats.beside(now.span()))
                .equals(Optional.of(recurrence.beside(now.span())));
    }

    private boolean endedBefore(Series series) {
        return series.endBefore().filter(end -> end.compareTo(command.part()) <= 0).isPresent();
    }

    private void reschedule(
            Series series,
            Segment ruling,
            Optional<ImportedEntry> exported,
            Recurrence recurrence) {
        var step = Scheduling.grain(content.span(), recurrence).seconds();
        if (step % series.numbering().stepSeconds() != 0) {
            throw Rejected.invalid(
                    "recurrence", "a part of a series cannot repeat in finer steps than the whole");
        }
        take(
                new PartKeys(series, command.part(), ruling, exported, content.span())
                        .rescheduled(recurrence));
    }

    private void exceptions(Series series) {
        var segment = series.segmentAt(command.part()).orElseThrow();
        facts.addAll(new PartExceptions(series, segment, content).facts());
    }
}
