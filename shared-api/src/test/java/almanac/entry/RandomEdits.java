package almanac.entry;

import static java.util.stream.Collectors.joining;

import almanac.entry.NaiveSeries.NaiveRule;
import almanac.recurrence.Rule;
import almanac.recurrence.Until;
import almanac.time.End;
import almanac.time.Span;
import almanac.time.SpanPart;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Random edits of a series, each told to the fold as a fact and to the naive list as what it is.
 */
final class RandomEdits {

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final EntryId ID = new EntryId(42);
    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
    private static final long FIRST = Long.MIN_VALUE;

    final NaiveSeries naive = new NaiveSeries();
    final List<EntryFact> facts = new ArrayList<>();
    private final long seed;
    private final SplittableRandom random;
    private EntryState state = EntryState.initial();
    private int names;

    RandomEdits(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        var first = span(LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365)));
        var rule = NaiveRule.random(random, first.startDate());
        naive.repeat(
                0,
                0,
                first,
                rule,
                new NaiveSeries.Item(first.startDate(), first.shape(), "t", Optional.empty()));
        take(
                new EntryFact.EntryCreated(
                        ID,
                        new almanac.calendar.CalendarId(5),
                        "uid",
                        new almanac.user.UserId(7),
                        Details.titled("t"),
                        first,
                        Optional.of(Recurrence.of(rule(rule, first))),
                        Optional.of(new Numbering(first.localStart(), 86_400))));
    }

    /** What happened, to be read when a comparison fails. */
    String story() {
        return "seed " + seed + facts.stream().map(fact -> "\n" + fact).collect(joining());
    }

    Series series() {
        return (Series) state;
    }

    /** One more edit; false when nothing is left to edit. */
    boolean edit() {
        var keys = naive.regular();
        if (keys.isEmpty()) {
            return false;
        }
        var key = keys.get(random.nextInt(Math.min(keys.size(), 60)));
        switch (random.nextInt(13)) {
            case 0, 1 -> one(key);
            case 2 -> one(naive.standing().getFirst());
            case 3 -> delete(key);
            case 4 -> restore();
            case 5, 6 -> reach(key, new EntryFact.FollowingUpdated(ID, key(key), many()));
            case 7, 8 -> reach(FIRST, new EntryFact.EntryUpdated(ID, many()));
            case 9 -> repeat(key, key, naive.at(key).span());
            case 10 -> repeat(FIRST, 0, series().master().first());
            case 11 -> end(key);
            default -> outside();
        }
        return true;
    }

    private void take(EntryFact fact) {
        facts.add(fact);
        state = state.evolve(fact);
    }

    private void one(long key) {
        var when = new Change.When(span(naive.at(key).span().startDate().plusDays(days())));
        var changes = some(when);
        naive.differ(key, changes);
        take(new EntryFact.OccurrenceUpdated(ID, key(key), changes));
    }

    /** An exception that an import brings although the rule does not produce it. */
    private void outside() {
        var free = naive.items.firstKey() + random.nextInt(60);
        if (!naive.items.containsKey(free)
                && !naive.deleted.contains(free)
                && !series().ended(key(free))) {
            var when = new Change.When(span(LocalDate.of(2026, 6, 1).plusDays(random.nextInt(60))));
            var changes =
                    List.<Change>of(when, new Change.Title(name()), location(Optional.of(name())));
            var place = series().segmentOf(key(free)).startOf(key(free), series().numbering());
            naive.outside(free, place.toLocalDate());
            naive.differ(free, changes);
            take(new EntryFact.OccurrenceUpdated(ID, key(free), changes));
        }
    }

    private void delete(long key) {
        naive.delete(key);
        take(new EntryFact.OccurrenceDeleted(ID, key(key)));
    }

    private void restore() {
        var keys = new ArrayList<>(naive.deleted);
        naive.items.forEach((key, item) -> {
            if (item.exception()) {
                keys.add(key);
            }
        });
        if (!keys.isEmpty()) {
            var key = keys.get(random.nextInt(keys.size()));
            naive.restore(key);
            take(new EntryFact.OccurrenceRestored(ID, key(key)));
        }
    }

    private void reach(long from, EntryFact fact) {
        var changes =
                switch (fact) {
                    case EntryFact.EntryUpdated(var id, var all) -> all;
                    case EntryFact.FollowingUpdated(var id, var key, var following) -> following;
                    default -> throw new IllegalArgumentException(fact.toString());
                };
        changes.forEach(change -> naive.change(from, change));
        take(fact);
    }

    private void repeat(long from, long firstKey, Span near) {
        var first = span(near.startDate().plusDays(days()));
        var rule = NaiveRule.random(random, first.startDate());
        var details = series().master().details();
        var like =
                from == FIRST
                        ? new NaiveSeries.Item(
                                first.startDate(),
                                first.shape(),
                                details.title(),
                                details.location())
                        : naive.at(from);
        naive.repeat(from, firstKey, first, rule, like);
        var change =
                new Change.Repeats(
                        first, Optional.of(Recurrence.of(rule(rule, first))), Optional.empty());
        take(
                from == FIRST
                        ? new EntryFact.EntryUpdated(ID, List.of(change))
                        : new EntryFact.FollowingUpdated(ID, key(from), List.of(change)));
    }

    private void end(long key) {
        if (random.nextInt(3) == 0 && key > naive.items.firstKey()) {
            naive.end(key);
            take(new EntryFact.FollowingDeleted(ID, key(key)));
        }
    }

    private List<Change> many() {
        return some(new Change.Reshaped(days(), span(LocalDate.EPOCH).shape(), sent()));
    }

    /** Older facts do not say what was sent. */
    private Optional<Set<SpanPart>> sent() {
        if (random.nextInt(3) == 0) {
            return Optional.empty();
        }
        var parts = EnumSet.allOf(SpanPart.class);
        parts.removeIf(part -> random.nextBoolean());
        return Optional.of(parts);
    }

    private List<Change> some(Change time) {
        var changes = new ArrayList<Change>();
        if (random.nextBoolean()) {
            changes.add(new Change.Title(name()));
        }
        if (random.nextInt(3) == 0) {
            changes.add(location(random.nextBoolean() ? Optional.of(name()) : Optional.empty()));
        }
        if (changes.isEmpty() || random.nextBoolean()) {
            changes.add(time);
        }
        return changes;
    }

    private static Change location(Optional<String> to) {
        return new Change.Location(to);
    }

    private String name() {
        return "n" + names++;
    }

    private long days() {
        return random.nextBoolean() ? 0 : random.nextInt(-3, 4);
    }

    private Span span(LocalDate date) {
        if (random.nextInt(5) == 0) {
            return new Span.AllDay(date, date.plusDays(1 + random.nextInt(3)));
        }
        var start = date.atTime(LocalTime.of(random.nextInt(24), 15 * random.nextInt(4)));
        var zone = random.nextInt(4) == 0 ? ZoneId.of("America/New_York") : BERLIN;
        return new Span.Timed(start, zone, new End.At(start.plusMinutes(30 * random.nextInt(90))));
    }

    private Rule rule(NaiveRule naiveRule, Span first) {
        var text = new StringBuilder("FREQ=").append(naiveRule.weekly() ? "WEEKLY" : "DAILY");
        text.append(";INTERVAL=").append(naiveRule.interval());
        if (!naiveRule.weekdays().isEmpty()) {
            text.append(";BYDAY=");
            text.append(
                    String.join(
                            ",",
                            naiveRule.weekdays().stream().map(day -> DAYS.get(day - 1)).toList()));
        }
        var rule = Rule.parse(text.toString());
        return naiveRule.times() == Integer.MAX_VALUE ? rule : ended(rule, naiveRule, first);
    }

    /** The same end said in one of four ways. */
    private Rule ended(Rule rule, NaiveRule naiveRule, Span first) {
        var last = naiveRule.dates(first.startDate(), 10_000).getLast();
        var start = last.atTime(first.localStart().toLocalTime());
        return switch (first) {
            case Span.AllDay allDay when random.nextBoolean() ->
                    rule.withUntil(new Until.OnDate(last));
            case Span.AllDay allDay -> rule.withCount(naiveRule.times());
            case Span.Timed timed ->
                    switch (random.nextInt(4)) {
                        case 0 -> rule.withUntil(new Until.OnDate(last));
                        case 1 -> rule.withUntil(start);
                        case 2 -> rule.withUntil(new Until.AtUtc(utc(start, timed.zone())));
                        default -> rule.withCount(naiveRule.times());
                    };
        };
    }

    private static LocalDateTime utc(LocalDateTime local, ZoneId zone) {
        return LocalDateTime.ofInstant(local.atZone(zone).toInstant(), ZoneOffset.UTC);
    }

    static OccurrenceKey key(long slot) {
        return slot == FIRST ? OccurrenceKey.FIRST : new OccurrenceKey(slot);
    }
}
