package almanac.command.entry;

import static almanac.command.entry.EntryFixture.ANA;
import static almanac.command.entry.EntryFixture.BERLIN;
import static almanac.command.entry.EntryFixture.FAMILY;
import static almanac.command.entry.EntryFixture.ID;
import static almanac.command.entry.EntryFixture.soccer;
import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryCommand.DeleteEntry;
import almanac.entry.EntryCommand.DeletePart;
import almanac.entry.EntryCommand.MergeEntry;
import almanac.entry.EntryCommand.UpdateEntry;
import almanac.entry.EntryFact;
import almanac.entry.EntryPart;
import almanac.entry.EntryState;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Occurrence;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.entry.Series;
import almanac.message.Rejected;
import almanac.recurrence.Rule;
import almanac.recurrence.RuleSet;
import almanac.recurrence.Until;
import almanac.time.End;
import almanac.time.Shape;
import almanac.time.Span;
import almanac.time.SpanEdit;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Random histories of one series, split and joined from both sides: what the merge of a part must
 * leave, whatever happened before it. {@code -Drandom.times=10} tries more of them.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MergingHistoryTest {

    private static final int HISTORIES = 100 * Integer.getInteger("random.times", 1);

    private static final List<String> RULES =
            List.of(
                    "FREQ=WEEKLY;BYDAY=WE",
                    "FREQ=WEEKLY",
                    "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=20",
                    "FREQ=DAILY;UNTIL=20260501T150000Z",
                    "FREQ=DAILY;INTERVAL=3",
                    "FREQ=DAILY;COUNT=40",
                    "FREQ=MONTHLY",
                    "FREQ=MONTHLY;BYDAY=1WE",
                    "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE");

    private final List<Object> story = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom(0);
    private EntryState state = EntryState.initial();

    /** How often each kind of step was really seen, so that the properties cannot fall silent. */
    private final Map<String, Integer> seen = new TreeMap<>();

    @Test
    void a_part_becomes_what_it_is_told_once_and_the_others_stay_as_they_were() {
        for (var seed = 1L; seed <= HISTORIES; seed++) {
            random = new SplittableRandom(seed);
            story.clear();
            story.add("seed " + seed);
            state = EntryState.initial();
            take(List.of(soccer(RULES.get(random.nextInt(RULES.size())))));
            for (var step = 0; step < 10 && state instanceof Series series; step++) {
                if (random.nextInt(3) == 0) {
                    merge(series);
                } else {
                    edit(series);
                }
                nothingNew();
            }
        }
        assertThat(seen.keySet())
                .as(seen::toString)
                .contains(
                        "exact",
                        "cut",
                        "same rule",
                        "no room",
                        "first of several",
                        "middle",
                        "last",
                        "deleted",
                        "revived");
    }

    @Test
    void dates_beside_the_rule_are_what_a_part_exports_however_the_series_is_split() {
        for (var seed = 1L; seed <= HISTORIES; seed++) {
            random = new SplittableRandom(seed);
            story.clear();
            story.add("seed " + seed);
            state = EntryState.initial();
            take(List.of(withDates(soccer(RULES.get(random.nextInt(RULES.size()))))));
            for (var step = 0; step < 6 && state instanceof Series series; step++) {
                edit(series);
                nothingNew();
            }
        }
    }

    private EntryFact withDates(EntryFact.EntryCreated created) {
        var dates =
                Stream.generate(() -> created.span().localStart().plusDays(random.nextInt(-20, 90)))
                        .map(date -> date.plusHours(2L * random.nextInt(2)))
                        .limit(1 + random.nextInt(3))
                        .toList();
        var recurrence = new Recurrence(created.recurrence().orElseThrow().rule(), dates);
        return new EntryFact.EntryCreated(
                created.entry(),
                created.calendar(),
                created.uid(),
                created.creator(),
                created.details(),
                created.span(),
                Optional.of(recurrence),
                Optional.of(Scheduling.numbering(created.span(), recurrence)));
    }

    private String story() {
        return String.join("\n", story.stream().map(Object::toString).toList());
    }

    private void saw(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    private void take(List<EntryFact> facts) {
        for (var fact : facts) {
            story.add(fact);
            state = state.evolve(fact);
        }
    }

    /** The first law: what a part exports is what it is. */
    private void nothingNew() {
        if (!(state instanceof EntryState.Live live)) {
            return;
        }
        for (var part : EntryPart.of(live)) {
            assertThat(Merging.merge(live, command(part.from(), part.content())))
                    .as(() -> "own content of " + part + "\n" + story())
                    .isEmpty();
        }
    }

    private static MergeEntry command(OccurrenceKey part, ImportedEntry content) {
        return new MergeEntry(ID, FAMILY, ANA, part, content, OptionalLong.empty());
    }

    private void merge(Series before) {
        var parts = EntryPart.of(before);
        var part = parts.get(random.nextInt(parts.size()));
        if (parts.size() > 1 && random.nextInt(5) == 0) {
            delete(before, part);
            return;
        }
        place(parts, part);
        become(before, part, edited(part.content()));
    }

    private void place(List<EntryPart> parts, EntryPart part) {
        var index = parts.indexOf(part);
        if (parts.size() > 1) {
            saw(index == 0 ? "first of several" : index == parts.size() - 1 ? "last" : "middle");
        }
    }

    private void delete(Series before, EntryPart part) {
        take(Deleting.deletePart(before, new DeletePart(ID, part.from(), OptionalLong.empty())));
        saw("deleted");
        if (!(state instanceof EntryState.Live)) {
            // of the others every day was excluded
            assertThat(daysBeside(before, part.from())).as(this::story).isEmpty();
            return;
        }
        othersStand(before, part.from());
        assertThat(exported(part.from())).as(this::story).isEmpty();
        assertThat(
                        Deleting.deletePart(
                                state, new DeletePart(ID, part.from(), OptionalLong.empty())))
                .as(this::story)
                .isEmpty();
        if (random.nextBoolean()) {
            saw("revived");
            become((Series) state, part, part.content());
            assertThat(keys(state)).as(this::story).isEqualTo(keys(before));
        }
    }

    private static List<Occurrence> daysBeside(Series series, OccurrenceKey part) {
        return series.head(50).stream()
                .filter(day -> !series.segmentOf(day.key().orElseThrow()).from().equals(part))
                .toList();
    }

    private static List<OccurrenceKey> keys(EntryState state) {
        return ((Series) state).head(50).stream().map(o -> o.key().orElseThrow()).toList();
    }

    /** The second law: it exports what it was told, and all others what they did before. */
    private void become(Series before, EntryPart part, ImportedEntry wanted) {
        story.add("part " + part.from() + " shall be " + wanted);
        List<EntryFact> facts;
        try {
            facts = Merging.merge(before, command(part.from(), wanted));
        } catch (Rejected refused) {
            story.add(refused.rejection());
            assertThat(refused.rejection()).as(this::story).hasFieldOrProperty("field");
            return;
        }
        take(facts);
        othersStand(before, part.from());
        var now = exported(part.from()).orElseThrow(() -> new AssertionError(story()));
        if (state instanceof Series after && before.segmentAt(part.from()).isPresent()) {
            idsStay(before, after, part, wanted);
        }
        if (!(state instanceof Series after) || within(after, part.from(), wanted)) {
            saw("exact");
            assertThat(Form.of(now)).as(this::story).isEqualTo(Form.of(whole(before, wanted)));
        } else {
            saw("cut");
            assertThat(starts(now)).as(this::story).isEqualTo(startsWithin(after, part, wanted));
            assertThat(now.details()).as(this::story).isEqualTo(wanted.details());
        }
        assertThat(Merging.merge(state, command(part.from(), wanted)))
                .as(() -> "again: " + story())
                .isEmpty();
    }

    /** One part of several that happens once is a series of one date. */
    private static ImportedEntry whole(Series before, ImportedEntry wanted) {
        return wanted.recurrence().isPresent() || before.segments().size() == 1
                ? wanted
                : new ImportedEntry(
                        wanted.uid(),
                        wanted.details(),
                        wanted.span(),
                        Optional.of(
                                new Recurrence(
                                        Optional.empty(), List.of(wanted.span().localStart()))),
                        wanted.exclusions(),
                        wanted.overrides());
    }

    private Optional<ImportedEntry> exported(OccurrenceKey from) {
        return EntryPart.of((EntryState.Live) state).stream()
                .filter(part -> part.from().equals(from))
                .map(EntryPart::content)
                .findFirst();
    }

    private void othersStand(Series before, OccurrenceKey from) {
        assertThat(others((EntryState.Live) state, from))
                .as(this::story)
                .isEqualTo(others(before, from));
    }

    private static List<EntryPart> others(EntryState.Live live, OccurrenceKey from) {
        return EntryPart.of(live).stream().filter(part -> !part.from().equals(from)).toList();
    }

    /**
     * The third law: a day that was one of the part and is one still has the key that it had. Only
     * a part that goes on to other days keeps its keys in order; and only of one that keeps its
     * days, or has no room, anything is cut.
     */
    private void idsStay(Series before, Series after, EntryPart part, ImportedEntry wanted) {
        var had = keysByDay(before, part.from(), part.content());
        var has = keysByDay(after, part.from(), wanted);
        var kept = new TreeMap<>(had);
        kept.keySet().retainAll(has.keySet());
        var byDate = has.entrySet().containsAll(kept.entrySet());
        var first = place(before, part.from(), part.content());
        var inOrder = place(after, part.from(), wanted) == first;
        var rule = endless(part.content());
        if (rule.isPresent() && rule.equals(endless(wanted))) {
            saw("same rule");
            assertThat(byDate).as(this::story).isTrue();
        }
        assertThat(byDate || inOrder).as(this::story).isTrue();
        if (kept.isEmpty() && !inOrder && !within(after, part.from(), wanted)) {
            saw("no room");
            var last = set(wanted).last().map(LocalDateTime::toLocalDate);
            var days = last.map(day -> DAYS.between(wanted.span().startDate(), day));
            assertThat(days.filter(more -> first + more < end(before, part.from())))
                    .as(this::story)
                    .isEmpty();
        }
    }

    private static Optional<Rule> endless(ImportedEntry content) {
        return content.recurrence().flatMap(Recurrence::rule).map(Rule::withoutEnd);
    }

    /** The keys of what the recurrence of an object says. */
    private static Map<LocalDate, OccurrenceKey> keysByDay(
            Series series, OccurrenceKey from, ImportedEntry content) {
        var keys = new TreeMap<LocalDate, OccurrenceKey>();
        for (var occurrence : series.head(200)) {
            var key = occurrence.key().orElseThrow();
            var start = occurrence.originalStart();
            if (series.segmentOf(key).from().equals(from) && Form.given(content, start)) {
                keys.put(start.toLocalDate(), key);
            }
        }
        return keys;
    }

    /** Where an object begins. */
    private static long place(Series series, OccurrenceKey from, ImportedEntry content) {
        return slot(series, from, content.span().localStart());
    }

    private static long slot(Series series, OccurrenceKey from, LocalDateTime start) {
        return series.segmentOf(from).keyOf(start, series.numbering()).slot();
    }

    /** The first slot of the next part. */
    private static long end(Series series, OccurrenceKey from) {
        return series.segments().stream()
                .mapToLong(segment -> segment.from().slot())
                .filter(slot -> slot > from.slot())
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /** Whether all that an object says lies between the parts before and behind. */
    private static boolean within(Series series, OccurrenceKey from, ImportedEntry content) {
        var set = set(content);
        var first = set.additions().isEmpty() ? set.start() : set.additions().first();
        return slot(series, from, first.isBefore(set.start()) ? first : set.start()) >= from.slot()
                && (end(series, from) == Long.MAX_VALUE
                        || set.last()
                                .filter(last -> slot(series, from, last) < end(series, from))
                                .isPresent());
    }

    private static List<LocalDateTime> startsWithin(
            Series series, EntryPart part, ImportedEntry content) {
        var all = set(content).startsFrom(LocalDateTime.of(2000, 1, 1, 0, 0));
        var starts = new ArrayList<LocalDateTime>();
        while (starts.size() < 200 && all.hasNext()) {
            var start = all.next();
            var slot = slot(series, part.from(), start);
            if (slot >= end(series, part.from())) {
                break;
            }
            if (slot >= part.from().slot()) {
                starts.add(start);
            }
        }
        return starts;
    }

    private static RuleSet set(ImportedEntry content) {
        var recurrence = content.recurrence();
        return new RuleSet(
                content.span().localStart(),
                content.span() instanceof Span.Timed timed ? timed.zone() : ZoneOffset.UTC,
                recurrence.flatMap(Recurrence::rule),
                new TreeSet<>(recurrence.map(Recurrence::additions).orElse(List.of())));
    }

    private static List<LocalDateTime> starts(ImportedEntry content) {
        return first(set(content), 200);
    }

    private static List<LocalDateTime> first(RuleSet set, int limit) {
        var starts = new ArrayList<LocalDateTime>();
        var all = set.startsFrom(LocalDateTime.of(2000, 1, 1, 0, 0));
        while (starts.size() < limit && all.hasNext()) {
            starts.add(all.next());
        }
        return starts;
    }

    /** A content without what makes no difference, to be compared. */
    private record Form(
            Details details,
            Span span,
            Optional<Recurrence> recurrence,
            Set<LocalDateTime> exclusions,
            Map<LocalDateTime, ImportedOverride> overrides) {

        static Form of(ImportedEntry content) {
            var overrides =
                    content.overrides().stream()
                            .collect(Collectors.toMap(ImportedOverride::originalStart, own -> own));
            var exclusions = new TreeSet<>(content.exclusions());
            exclusions.removeAll(overrides.keySet());
            exclusions.removeIf(start -> !given(content, start));
            overrides.values().removeIf(own -> plain(content, own));
            return new Form(
                    content.details(), content.span(), content.recurrence(), exclusions, overrides);
        }

        private static boolean plain(ImportedEntry content, ImportedOverride own) {
            var start = own.originalStart();
            return given(content, start)
                    && own.details().equals(content.details())
                    && own.span().equals(at(content.span(), start));
        }

        private static boolean given(ImportedEntry content, LocalDateTime start) {
            return set(content).startsBetween(start, start.plusSeconds(1), usual()).hasNext();
        }

        private static almanac.recurrence.Budget usual() {
            return almanac.recurrence.Budget.usual();
        }
    }

    private static Span at(Span span, LocalDateTime start) {
        return switch (span.shape()) {
            case Shape.Timed timed -> timed.at(start.toLocalTime()).on(start.toLocalDate());
            case Shape.AllDay allDay -> allDay.on(start.toLocalDate());
        };
    }

    /** What a person does to one object at a provider. */
    private ImportedEntry edited(ImportedEntry content) {
        var result = content;
        for (var i = random.nextInt(3); i >= 0; i--) {
            result = pruned(edit(result));
        }
        return result;
    }

    private ImportedEntry edit(ImportedEntry now) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> with(now, now.details().with(new Change.Title(name())));
            case 2 -> with(now, now.details().with(new Change.Location(Optional.of(name()))));
            case 3 -> moved(now, random.nextInt(-9, 10));
            case 4 -> reshaped(now, span(now.span().startDate()));
            case 5 -> ruled(now, ended(now.recurrence()));
            case 6 -> ruled(now, Optional.of(rule()));
            case 7 -> random.nextInt(4) == 0 ? ruled(now, Optional.empty()) : begunLater(now);
            case 8 -> excluded(now);
            case 9, 10 -> overridden(now);
            default -> excepted(now, List.of(), List.of());
        };
    }

    private String name() {
        return "n" + random.nextInt(1000);
    }

    private Recurrence rule() {
        return Recurrence.of(Rule.parse(RULES.get(random.nextInt(RULES.size()))));
    }

    private Span span(LocalDate date) {
        if (random.nextInt(4) == 0) {
            return new Span.AllDay(date, date.plusDays(1 + random.nextInt(2)));
        }
        var start = date.atTime(LocalTime.of(random.nextInt(24), 30 * random.nextInt(2)));
        var zone = random.nextInt(4) == 0 ? ZoneId.of("America/New_York") : BERLIN;
        return new Span.Timed(start, zone, new End.At(start.plusMinutes(random.nextInt(90))));
    }

    private static ImportedEntry with(ImportedEntry now, Details details) {
        return new ImportedEntry(
                now.uid(),
                details,
                now.span(),
                now.recurrence(),
                now.exclusions(),
                now.overrides());
    }

    private static ImportedEntry excepted(
            ImportedEntry now, List<LocalDateTime> exclusions, List<ImportedOverride> overrides) {
        return now.withExceptions(exclusions, overrides);
    }

    private static ImportedEntry ruled(ImportedEntry now, Optional<Recurrence> recurrence) {
        return new ImportedEntry(
                now.uid(),
                now.details(),
                now.span(),
                recurrence,
                now.exclusions(),
                now.overrides());
    }

    /** All by some days: rule and exceptions go along where the rule can say so. */
    private ImportedEntry moved(ImportedEntry now, int days) {
        var first = at(now.span(), now.span().localStart().plusDays(days));
        var along = random.nextInt(3) > 0;
        return new ImportedEntry(
                now.uid(),
                now.details(),
                first,
                now.recurrence().map(r -> rotated(r, days, now.span())),
                now.exclusions().stream().map(e -> along ? e.plusDays(days) : e).toList(),
                now.overrides().stream()
                        .map(o ->
                                new ImportedOverride(
                                        along
                                                ? o.originalStart().plusDays(days)
                                                : o.originalStart(),
                                        o.details(),
                                        o.span()))
                        .toList());
    }

    private static Recurrence rotated(Recurrence recurrence, int days, Span first) {
        return new Recurrence(
                recurrence
                        .rule()
                        .map(rule -> rule.rotateByDays(days, first.startDate()).orElse(rule)),
                recurrence.additions().stream().map(start -> start.plusDays(days)).toList());
    }

    /** Another time of day, for the exceptions' places too. */
    private static ImportedEntry reshaped(ImportedEntry now, Span span) {
        var time = span.localStart().toLocalTime();
        return new ImportedEntry(
                now.uid(),
                now.details(),
                span,
                now.recurrence()
                        .map(r ->
                                new Recurrence(
                                        r.rule(),
                                        r.additions().stream()
                                                .map(start -> start.toLocalDate().atTime(time))
                                                .toList())),
                now.exclusions().stream().map(e -> e.toLocalDate().atTime(time)).toList(),
                now.overrides().stream()
                        .map(o ->
                                new ImportedOverride(
                                        o.originalStart().toLocalDate().atTime(time),
                                        o.details(),
                                        o.span()))
                        .toList());
    }

    private Optional<Recurrence> ended(Optional<Recurrence> recurrence) {
        return recurrence.map(each ->
                new Recurrence(
                        each.rule()
                                .map(rule ->
                                        switch (random.nextInt(4)) {
                                            case 0 -> rule.withoutEnd();
                                            case 1 ->
                                                    rule.withUntil(
                                                            new Until.OnDate(
                                                                    LocalDate.of(2026, 4, 3)
                                                                            .plusDays(
                                                                                    random.nextInt(
                                                                                            60))));
                                            default -> rule.withCount(1 + random.nextInt(12));
                                        }),
                        each.additions()));
    }

    private ImportedEntry begunLater(ImportedEntry now) {
        var starts = first(set(now), 5);
        return moveTo(now, starts.get(random.nextInt(starts.size())));
    }

    private static ImportedEntry moveTo(ImportedEntry now, LocalDateTime start) {
        return new ImportedEntry(
                now.uid(),
                now.details(),
                at(now.span(), start),
                now.recurrence()
                        .map(r ->
                                new Recurrence(
                                        r.rule(),
                                        r.additions().stream()
                                                .map(a -> a.isBefore(start) ? start : a)
                                                .toList())),
                now.exclusions(),
                now.overrides());
    }

    private ImportedEntry excluded(ImportedEntry now) {
        var exclusions = new ArrayList<>(now.exclusions());
        exclusions.add(some(now));
        return excepted(now, exclusions, now.overrides());
    }

    private ImportedEntry overridden(ImportedEntry now) {
        var start = some(now);
        var overrides = new ArrayList<>(now.overrides());
        var before = overrides.stream().filter(o -> o.originalStart().equals(start)).findFirst();
        overrides.removeIf(o -> o.originalStart().equals(start));
        var details = before.map(ImportedOverride::details).orElse(now.details());
        var span = before.map(ImportedOverride::span).orElse(at(now.span(), start));
        overrides.add(
                new ImportedOverride(
                        start,
                        random.nextBoolean() ? details.with(new Change.Title(name())) : details,
                        random.nextBoolean()
                                ? span(span.startDate().plusDays(random.nextInt(-2, 3)))
                                : span));
        return excepted(now, now.exclusions(), overrides);
    }

    /** A start, now and then a day on which nothing is. */
    private LocalDateTime some(ImportedEntry now) {
        var starts = first(set(now), 12);
        var start = starts.get(random.nextInt(starts.size()));
        return random.nextInt(6) == 0 && start.plusDays(1).isBefore(starts.getLast())
                ? start.plusDays(1)
                : start;
    }

    /** Exceptions that lie outside of the object's own days are none of this part. */
    private static ImportedEntry pruned(ImportedEntry now) {
        if (now.recurrence().isEmpty()) {
            return excepted(now, List.of(), List.of());
        }
        var starts = first(set(now), 200);
        var within =
                (java.util.function.Predicate<LocalDateTime>)
                        start ->
                                !start.isBefore(now.span().localStart())
                                        && !start.isAfter(starts.getLast());
        return excepted(
                now,
                now.exclusions().stream().filter(within).distinct().toList(),
                now.overrides().stream().filter(o -> within.test(o.originalStart())).toList());
    }

    /** What our own people do. */
    private void edit(Series before) {
        var standing = before.head(12);
        if (standing.isEmpty()) {
            return;
        }
        var addressed = standing.get(random.nextInt(standing.size()));
        if (random.nextInt(5) == 0) {
            deleteHere(before, addressed);
            return;
        }
        try {
            take(Editing.update(before, update(addressed)));
        } catch (Rejected refused) {
            story.add(refused.rejection());
        }
    }

    private void deleteHere(Series before, Occurrence addressed) {
        var scope = random.nextInt(3) == 0 ? Scope.FUTURE : Scope.THIS;
        take(
                Deleting.delete(
                        before, new DeleteEntry(ID, addressed.key(), scope, OptionalLong.empty())));
        if (state instanceof Series after && scope == Scope.FUTURE) {
            var cutOff =
                    EntryPart.of(before).stream()
                            .filter(part -> after.segmentAt(part.from()).isEmpty())
                            .toList();
            if (!cutOff.isEmpty()) {
                saw("revived");
                become(after, cutOff.getLast(), cutOff.getLast().content());
            }
        }
    }

    private UpdateEntry update(Occurrence addressed) {
        var scope = Scope.values()[random.nextInt(3)];
        var changes = new ArrayList<Change>();
        if (random.nextBoolean()) {
            changes.add(new Change.Title("t" + random.nextInt(5)));
        }
        Optional<SpanEdit> span =
                random.nextBoolean() ? Optional.of(spanEdit(addressed.span())) : Optional.empty();
        Optional<Optional<Recurrence>> recurrence =
                scope != Scope.THIS && random.nextInt(6) == 0
                        ? Optional.of(Optional.of(rule()))
                        : Optional.empty();
        return new UpdateEntry(
                ID, addressed.key(), scope, changes, span, recurrence, OptionalLong.empty());
    }

    private SpanEdit spanEdit(Span current) {
        var date = current.startDate().plusDays(random.nextInt(-2, 3));
        var time = LocalTime.of(random.nextInt(22), 30 * random.nextInt(2));
        return new SpanEdit.Fields(
                random.nextBoolean() ? Optional.of(date) : Optional.empty(),
                Optional.of(Optional.of(time)),
                Optional.empty(),
                Optional.empty(),
                random.nextInt(8) == 0 ? Optional.of(true) : Optional.empty(),
                Optional.empty(),
                BERLIN);
    }
}
