package almanac.query;

import almanac.calendar.CalendarFact;
import almanac.calendar.Permission;
import almanac.course.CourseDetails;
import almanac.course.CourseFact;
import almanac.course.CourseId;
import almanac.entry.Change;
import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.entry.Numbering;
import almanac.entry.Recurrence;
import almanac.entry.Segment;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Shape;
import almanac.time.Span;
import almanac.time.SpanPart;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Seeded random facts that can follow each other. */
public final class RandomHistory {

    private static final List<ZoneId> ZONES =
            List.of(
                    ZoneId.of("Europe/Vienna"),
                    ZoneId.of("America/Los_Angeles"),
                    ZoneId.of("Pacific/Kiritimati"),
                    ZoneId.of("Pacific/Pago_Pago"),
                    ZoneId.of("UTC"));
    private static final List<String> RULES =
            List.of(
                    "FREQ=YEARLY",
                    "FREQ=YEARLY;COUNT=3",
                    "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
                    "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=-1",
                    "FREQ=MONTHLY",
                    "FREQ=MONTHLY;COUNT=12",
                    "FREQ=WEEKLY",
                    "FREQ=WEEKLY;COUNT=20;BYDAY=MO,TH",
                    "FREQ=DAILY;COUNT=5",
                    "FREQ=DAILY;UNTIL=20251231T000000Z");
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);

    private final Random random;
    private final int calendars;
    private final Map<Long, EntryState> states = new HashMap<>();
    private final Map<Long, List<EntryState.Live>> earlier = new HashMap<>();

    public RandomHistory(long seed, int calendars) {
        this.random = new Random(seed);
        this.calendars = calendars;
    }

    /** Users 1 to 3, calendars from 1 on, then so many facts about entries and shares. */
    public List<Object> facts(int count, int entries) {
        var facts = new ArrayList<Object>();
        for (var user = 1; user <= 3; user++) {
            facts.add(World.registered(user, "user" + user));
        }
        for (var calendar = 1; calendar <= calendars; calendar++) {
            facts.add(World.opened(calendar, 1 + calendar % 3, "calendar " + calendar));
        }
        for (var course = 1; course <= 3; course++) {
            facts.add(World.taught(course, 1 + course % 3, "course " + course));
        }
        for (var fact = 0; fact < count; fact++) {
            facts.add(random.nextInt(20) == 0 ? directoryFact() : entryFact(entries));
        }
        facts.add(new CourseFact.CourseDeleted(new CourseId(3)));
        return facts;
    }

    private CourseFact courseFact() {
        return new CourseFact.CourseChanged(
                new CourseId(1 + random.nextInt(3)),
                CourseDetails.named("course " + random.nextInt(100)));
    }

    private Object directoryFact() {
        var calendar = World.calendar(1 + random.nextInt(calendars));
        var user = World.user(1 + random.nextInt(3));
        return switch (random.nextInt(4)) {
            case 0 -> World.shared(calendar.value(), user.value(), permission());
            case 1 -> new CalendarFact.CalendarUnshared(calendar, user);
            case 2 -> courseFact();
            default -> new CalendarFact.FeedReset(calendar, random.nextInt(100));
        };
    }

    private Permission permission() {
        return Permission.values()[random.nextInt(3)];
    }

    private EntryFact entryFact(int entries) {
        var id = 1L + random.nextInt(entries);
        var state = states.getOrDefault(id, EntryState.initial());
        var fact =
                switch (state) {
                    case EntryState.Live live when random.nextInt(12) == 0 ->
                            restored(live).orElseGet(() -> nextFact(live));
                    case EntryState.Live live -> nextFact(live);
                    case EntryState.Absent() -> created(id);
                    case EntryState.Deleted deleted ->
                            random.nextBoolean() ? returned(id) : created(id);
                };
        var next = state.evolve(fact);
        states.put(id, next);
        if (next instanceof EntryState.Live live) {
            earlier.computeIfAbsent(id, each -> new ArrayList<>()).add(live);
        }
        return fact;
    }

    /** As the aggregate decides: on the calendar where it is, and only where something differs. */
    private Optional<EntryFact> restored(EntryState.Live live) {
        var others =
                earlier.getOrDefault(live.entry().value(), List.of()).stream()
                        .filter(was -> was.calendar().equals(live.calendar()))
                        .filter(was -> !was.equals(live))
                        .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new EntryFact.EntryRestored(
                                live.entry(), others.get(random.nextInt(others.size()))));
    }

    /** A deleted entry comes back as it once was, wherever that was. */
    private EntryFact returned(long id) {
        var all = earlier.getOrDefault(id, List.of());
        return new EntryFact.EntryRestored(
                all.getFirst().entry(), all.get(random.nextInt(all.size())));
    }

    private EntryFact created(long id) {
        var calendar = 1L + random.nextInt(calendars);
        var single = World.single(id, calendar, "title " + random.nextInt(100), span());
        return random.nextInt(4) == 0 ? repeating((EntryFact.EntryCreated) single) : single;
    }

    private EntryFact repeating(EntryFact.EntryCreated single) {
        var rule = Rule.parse(RULES.get(random.nextInt(RULES.size())));
        return new EntryFact.EntryCreated(
                single.entry(),
                single.calendar(),
                single.uid(),
                single.creator(),
                single.details(),
                single.span(),
                Optional.of(Recurrence.of(rule)),
                Optional.of(new Numbering(single.span().localStart(), 86_400)));
    }

    private EntryFact nextFact(EntryState.Live live) {
        var title = new Change.Title("title " + random.nextInt(100));
        return switch (random.nextInt(8)) {
            case 0 -> new EntryFact.EntryDeleted(live.entry(), live.calendar());
            case 1 ->
                    new EntryFact.EntryMoved(
                            live.entry(),
                            live.calendar(),
                            World.calendar(1 + random.nextInt(calendars)));
            case 2 -> new EntryFact.EntryUpdated(live.entry(), List.of(title));
            default ->
                    switch (live) {
                        case SingleEntry single ->
                                new EntryFact.EntryUpdated(
                                        single.entry(), List.of(new Change.When(span())));
                        case Series series -> seriesFact(series, title);
                    };
        };
    }

    private EntryFact seriesFact(Series series, Change title) {
        var keys = series.head(6).stream().skip(1).flatMap(each -> each.key().stream()).toList();
        if (keys.isEmpty()) {
            return new EntryFact.EntryUpdated(series.entry(), List.of(title));
        }
        var key = keys.get(random.nextInt(keys.size()));
        var segments = series.segments();
        var segment = segments.get(random.nextInt(segments.size()));
        return switch (random.nextInt(12)) {
            case 11 -> new EntryFact.EntryUpdated(series.entry(), List.of(many(series, title)));
            case 8 -> new EntryFact.SegmentUpdated(series.entry(), segment.from(), List.of(title));
            case 9 -> rescheduled(series, segment);
            case 10 -> withoutOneOf(series, segment);
            case 0, 1 -> new EntryFact.OccurrenceDeleted(series.entry(), key);
            case 2 -> new EntryFact.FollowingDeleted(series.entry(), key);
            case 3 ->
                    new EntryFact.FollowingUpdated(
                            series.entry(), key, List.of(many(series, title)));
            case 4 -> new EntryFact.OccurrenceRestored(series.entry(), key);
            case 5 -> new EntryFact.OccurrenceUpdated(series.entry(), key, List.of(title));
            default ->
                    new EntryFact.OccurrenceUpdated(
                            series.entry(), key, List.of(new Change.When(span())));
        };
    }

    /** As the aggregate decides: a time only where each rule can say it. */
    private Change many(Series series, Change other) {
        var parts = EnumSet.allOf(SpanPart.class);
        parts.removeIf(part -> random.nextBoolean());
        var start = LocalTime.of(random.nextInt(24), 0);
        var end = new Shape.Length.Until(random.nextInt(1, 3), LocalTime.of(random.nextInt(24), 0));
        var shape = new Shape.Timed(start, ZoneId.of("Asia/Tokyo"), end);
        var reshaped = new Change.Reshaped(random.nextInt(3), shape, Optional.of(parts));
        var fits = series.segments().stream().allMatch(each -> each.canTake(reshaped));
        return fits && random.nextBoolean() ? reshaped : other;
    }

    private EntryFact rescheduled(Series series, Segment segment) {
        var rule = Rule.parse(RULES.get(random.nextInt(RULES.size())));
        var first = series.head(1).getFirst().span();
        return new EntryFact.SegmentRescheduled(
                series.entry(),
                segment.from(),
                first,
                Recurrence.of(rule),
                segment.shiftSeconds()
                        + Duration.between(segment.first().localStart(), first.localStart())
                                .toSeconds());
    }

    /** As the aggregate decides: a series in which nothing is left is deleted instead. */
    private static EntryFact withoutOneOf(Series series, Segment segment) {
        var fact = new EntryFact.SegmentDeleted(series.entry(), segment.from());
        return series.evolve(fact) instanceof Series rest && !rest.head(1).isEmpty()
                ? fact
                : new EntryFact.EntryDeleted(series.entry(), series.calendar());
    }

    /** Mostly an hour, some days, weeks or years; timed in many zones or all day. */
    public Span span() {
        var day = FIRST.plusDays(random.nextInt(730));
        var days =
                switch (random.nextInt(10)) {
                    case 0 -> random.nextInt(1, 10);
                    case 1 -> random.nextInt(1, 100);
                    case 2 -> random.nextInt(1, 6000);
                    default -> 0;
                };
        if (random.nextInt(3) == 0) {
            return new Span.AllDay(day, day.plusDays(days + 1));
        }
        var start = day.atTime(random.nextInt(24), random.nextInt(60));
        return new Span.Timed(start, ZONES.get(random.nextInt(ZONES.size())), end(start, days));
    }

    private End end(LocalDateTime start, int days) {
        return switch (random.nextInt(4)) {
            case 0 -> new End.None();
            case 1 -> new End.OnDay(start.toLocalDate().plusDays(days));
            default -> new End.At(start.plusDays(days).plusMinutes(random.nextInt(1, 600)));
        };
    }

    public ZoneId zone() {
        return ZONES.get(random.nextInt(ZONES.size()));
    }

    public LocalDate day() {
        return FIRST.plusDays(random.nextInt(730));
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }
}
