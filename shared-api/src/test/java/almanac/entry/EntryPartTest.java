package almanac.entry;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.entry.EntryFact.EntryCreated;
import almanac.entry.EntryFact.EntryUpdated;
import almanac.entry.EntryFact.FollowingDeleted;
import almanac.entry.EntryFact.FollowingUpdated;
import almanac.entry.EntryFact.OccurrenceDeleted;
import almanac.entry.EntryFact.OccurrenceUpdated;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.recurrence.Budget;
import almanac.recurrence.Grain;
import almanac.recurrence.Rule;
import almanac.recurrence.RuleSet;
import almanac.time.End;
import almanac.time.Shape;
import almanac.time.Span;
import almanac.time.Window;
import almanac.user.UserId;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of a series have, by their own words, exactly its occurrences. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EntryPartTest {

    private static final int HISTORIES = 50 * Integer.getInteger("random.times", 1);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final EntryId ID = new EntryId(42);
    private static final Window WINDOW =
            Window.ofDays(LocalDate.of(2025, 1, 1), LocalDate.of(2027, 6, 30), BERLIN);
    private static final List<String> RULES =
            List.of(
                    "FREQ=DAILY",
                    "FREQ=DAILY;INTERVAL=10",
                    "FREQ=WEEKLY",
                    "FREQ=WEEKLY;INTERVAL=2",
                    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=SU",
                    "FREQ=WEEKLY;BYDAY=MO,WE",
                    "FREQ=MONTHLY",
                    "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=30,31",
                    "FREQ=MONTHLY;BYDAY=1MO,-1FR",
                    "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
                    "FREQ=DAILY;BYHOUR=9,18",
                    "FREQ=HOURLY;INTERVAL=60");

    private SplittableRandom random = new SplittableRandom(0);

    @Test
    void a_date_that_was_added_begins_no_rule() {
        var series = lesson("FREQ=WEEKLY;COUNT=4", "2026-04-15T12:00", "2026-04-15T12:00");

        assertThat(part(series, 1).span().localStart()).isEqualTo("2026-04-20T09:00");
        assertThat(part(series, 1).recurrence())
                .contains(
                        new Recurrence(
                                Optional.of(Rule.parse("FREQ=WEEKLY;UNTIL=20260427T090000Z")),
                                List.of(LocalDateTime.parse("2026-04-15T12:00"))));
    }

    @Test
    void a_date_that_was_added_is_not_the_last_that_count_counts() {
        var series = lesson("FREQ=WEEKLY;COUNT=4", "2026-06-10T12:00", "2026-04-13T09:00");

        assertThat(part(series, 1).recurrence())
                .contains(
                        new Recurrence(
                                Optional.of(Rule.parse("FREQ=WEEKLY;UNTIL=20260427T090000Z")),
                                List.of(LocalDateTime.parse("2026-06-10T12:00"))));
    }

    @Test
    void where_the_rule_is_silent_a_date_that_was_added_stands_alone() {
        var series = lesson("FREQ=WEEKLY;COUNT=4", "2026-06-10T12:00", "2026-06-10T12:00");

        assertThat(part(series, 1).span().localStart()).isEqualTo("2026-06-10T12:00");
        assertThat(part(series, 1).recurrence().orElseThrow().rule()).isEmpty();
    }

    @Test
    void a_date_that_was_added_before_the_rule_is_a_part_of_its_own() {
        var series = lesson("FREQ=WEEKLY;COUNT=4", "2026-04-01T12:00", "2026-04-06T09:00");

        assertThat(part(series, 0).span().localStart()).isEqualTo("2026-04-01T12:00");
        assertThat(part(series, 0).recurrence().orElseThrow().rule()).isEmpty();
        assertThat(part(series, 1).recurrence())
                .contains(Recurrence.of(Rule.parse("FREQ=WEEKLY;COUNT=4")));
    }

    @Test
    void an_exclusion_of_what_the_rule_says_no_more_is_said_no_more() {
        var first = timed(LocalDateTime.parse("2026-04-06T09:00"), BERLIN);
        var daily = Recurrence.of(Rule.parse("FREQ=DAILY;COUNT=5"));
        EntryState series =
                EntryState.initial()
                        .evolve(
                                created(
                                        first,
                                        Recurrence.of(
                                                Rule.parse("FREQ=DAILY;BYHOUR=9,18;COUNT=20"))));
        for (var taken : List.of("2026-04-08T18:00", "2026-04-09T09:00")) {
            var numbering = ((Series) series).numbering();
            var key = ((Series) series).master().keyOf(LocalDateTime.parse(taken), numbering);
            series = series.evolve(new OccurrenceDeleted(ID, key));
        }
        var repeats = new Change.Repeats(first, Optional.of(daily), Optional.empty());
        series = series.evolve(new EntryUpdated(ID, List.of(repeats)));

        assertThat(part((Series) series, 0).exclusions())
                .containsExactly(LocalDateTime.parse("2026-04-09T09:00"));
        compare((Series) series, "two taken away");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void all_parts_together_are_the_series(long seed) {
        random = new SplittableRandom(seed);
        for (var history = 0; history < HISTORIES; history++) {
            var facts = new ArrayList<EntryFact>(List.of(created()));
            var state = EntryState.initial().evolve(facts.getFirst());
            for (var step = 0; step < 5 && state instanceof Series series; step++) {
                var fact = edit(series);
                facts.addAll(fact.stream().toList());
                state = fact.map(state::evolve).orElse(state);
                compare((Series) state, "seed %d, history %d: %s".formatted(seed, history, facts));
            }
        }
    }

    private static void compare(Series series, String story) {
        var parts = EntryPart.of(series);
        assertThat(parts.stream().flatMap(part -> occurrences(part.content())))
                .as(() -> story + "\n" + parts)
                .containsExactlyInAnyOrderElementsOf(
                        series.within(WINDOW, 10_000).stream()
                                .map(o -> o.details().title() + " " + o.span())
                                .toList());
    }

    private static Series lesson(String rule, String addition, String split) {
        var start = LocalDateTime.parse("2026-04-06T09:00");
        var recurrence =
                new Recurrence(
                        Optional.of(Rule.parse(rule)), List.of(LocalDateTime.parse(addition)));
        var series =
                (Series)
                        EntryState.initial()
                                .evolve(created(timed(start, ZoneOffset.UTC), recurrence));
        var key = series.master().keyOf(LocalDateTime.parse(split), series.numbering());
        return (Series)
                series.evolve(new FollowingUpdated(ID, key, List.of(new Change.Title("Later"))));
    }

    private static ImportedEntry part(Series series, int index) {
        return EntryPart.of(series).get(index).content();
    }

    /** What a reader who knows nothing but the object makes of it. */
    private static Stream<String> occurrences(ImportedEntry content) {
        var recurrence = content.recurrence().orElseThrow();
        var set =
                new RuleSet(
                        content.span().localStart(),
                        content.span() instanceof Span.Timed timed ? timed.zone() : ZoneOffset.UTC,
                        recurrence.rule().map(rule -> Rule.parse(rule.text())),
                        new TreeSet<>(recurrence.additions()));
        Map<LocalDateTime, ImportedOverride> own =
                content.overrides().stream()
                        .collect(
                                Collectors.toMap(
                                        ImportedOverride::originalStart, Function.identity()));
        var found = new ArrayList<ImportedOverride>(own.values());
        set.startsBetween(
                        LocalDateTime.of(2024, 1, 1, 0, 0),
                        LocalDateTime.of(2028, 1, 1, 0, 0),
                        Budget.usual())
                .forEachRemaining(start -> {
                    if (!own.containsKey(start) && !content.exclusions().contains(start)) {
                        found.add(
                                new ImportedOverride(
                                        start, content.details(), at(content.span(), start)));
                    }
                });
        return found.stream()
                .filter(each -> each.span().touches(WINDOW))
                .map(each -> each.details().title() + " " + each.span());
    }

    private static Span at(Span first, LocalDateTime start) {
        return switch (first.shape()) {
            case Shape.Timed timed -> timed.at(start.toLocalTime()).on(start.toLocalDate());
            case Shape.AllDay allDay -> allDay.on(start.toLocalDate());
        };
    }

    private EntryCreated created() {
        var day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(100));
        var first =
                random.nextInt(4) == 0
                        ? new Span.AllDay(day, day.plusDays(1 + random.nextInt(2)))
                        : timed(day.atTime(9, 0), BERLIN);
        return created(first, recurrence(first));
    }

    private static EntryCreated created(Span first, Recurrence recurrence) {
        var set =
                new RuleSet(
                        first.localStart(),
                        Segment.zoneOf(first),
                        recurrence.rule(),
                        new TreeSet<>(recurrence.additions()));
        return new EntryCreated(
                ID,
                new CalendarId(5),
                "uid",
                new UserId(7),
                Details.titled("Lesson"),
                first,
                Optional.of(recurrence),
                Optional.of(new Numbering(first.localStart(), Grain.of(set).seconds())));
    }

    private static Span.Timed timed(LocalDateTime start, ZoneId zone) {
        return new Span.Timed(start, zone, new End.At(start.plusHours(1)));
    }

    private Recurrence recurrence(Span first) {
        var timed = first instanceof Span.Timed;
        var additions =
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> first.localStart().plusDays(random.nextInt(-20, 90)))
                        .map(start -> timed ? start.plusHours(3L * random.nextInt(3)) : start)
                        .toList();
        var rule =
                additions.isEmpty() || random.nextInt(5) > 0
                        ? Optional.of(ended(pick(timed ? RULES : RULES.subList(0, 10))))
                        : Optional.<Rule>empty();
        return new Recurrence(rule, additions);
    }

    private Rule ended(String text) {
        var rule = Rule.parse(text);
        return switch (random.nextInt(3)) {
            case 0 -> rule;
            case 1 -> rule.withCount(1 + random.nextInt(8));
            default -> Rule.parse(text + ";UNTIL=2026060" + (1 + random.nextInt(9)));
        };
    }

    /** Empty where nothing is left, or where the series cannot say it. */
    private Optional<EntryFact> edit(Series series) {
        var standing = series.head(12);
        if (standing.isEmpty()) {
            return Optional.empty();
        }
        var addressed = pick(standing);
        var key = addressed.key().orElseThrow();
        var titled = List.<Change>of(new Change.Title("n" + random.nextInt(100)));
        return switch (random.nextInt(10)) {
            case 0 -> Optional.of(new OccurrenceDeleted(ID, key));
            case 1 -> Optional.of(new OccurrenceUpdated(ID, key, titled));
            case 2 -> Optional.of(new FollowingDeleted(ID, key));
            case 3 ->
                    Optional.of(
                            new OccurrenceUpdated(
                                    ID,
                                    key,
                                    List.of(
                                            new Change.When(
                                                    addressed
                                                            .span()
                                                            .shape()
                                                            .on(
                                                                    addressed
                                                                            .span()
                                                                            .startDate()
                                                                            .plusDays(3))))));
            case 4 -> moved(series).map(move -> new FollowingUpdated(ID, key, List.of(move)));
            case 5 -> moved(series).map(move -> new EntryUpdated(ID, List.of(move)));
            case 6 -> repeating(series, addressed, key);
            default -> Optional.of(new FollowingUpdated(ID, key, titled));
        };
    }

    private Optional<Change> moved(Series series) {
        var move =
                new Change.Reshaped(
                        random.nextInt(-2, 3),
                        series.master().first().shape(),
                        Optional.of(Set.of()));
        return Optional.<Change>of(move)
                .filter(change ->
                        series.segments().stream().allMatch(segment -> segment.canTake(move)));
    }

    private Optional<EntryFact> repeating(Series series, Occurrence addressed, OccurrenceKey key) {
        var recurrence = recurrence(addressed.span());
        var step = created(addressed.span(), recurrence).numbering().orElseThrow().stepSeconds();
        return step % series.numbering().stepSeconds() == 0
                ? Optional.of(
                        new FollowingUpdated(
                                ID,
                                key,
                                List.of(
                                        new Change.Repeats(
                                                addressed.span(),
                                                Optional.of(recurrence),
                                                Optional.empty()))))
                : Optional.empty();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
