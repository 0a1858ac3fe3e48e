package almanac.query;

import almanac.calendar.CalendarFact;
import almanac.entry.Change;
import almanac.entry.EntryFact;
import almanac.time.End;
import almanac.time.Span;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);

    private final Random random;
    private final int calendars;
    private final Map<Long, Long> live = new HashMap<>();

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
        for (var fact = 0; fact < count; fact++) {
            facts.add(random.nextInt(20) == 0 ? directoryFact() : entryFact(entries));
        }
        return facts;
    }

    private Object directoryFact() {
        var calendar = World.calendar(1 + random.nextInt(calendars));
        var user = World.user(1 + random.nextInt(3));
        return switch (random.nextInt(3)) {
            case 0 -> World.shared(calendar.value(), user.value(), permission());
            case 1 -> new CalendarFact.CalendarUnshared(calendar, user);
            default -> new CalendarFact.FeedReset(calendar, random.nextInt(100));
        };
    }

    private almanac.calendar.Permission permission() {
        return almanac.calendar.Permission.values()[random.nextInt(3)];
    }

    private EntryFact entryFact(int entries) {
        var id = 1L + random.nextInt(entries);
        var calendar = live.get(id);
        if (calendar == null) {
            var home = 1L + random.nextInt(calendars);
            live.put(id, home);
            return World.single(id, home, "title " + random.nextInt(100), span());
        }
        var entry = World.entry(id);
        return switch (random.nextInt(6)) {
            case 0 -> {
                live.remove(id);
                yield new EntryFact.EntryDeleted(entry, World.calendar(calendar));
            }
            case 1 -> {
                var to = 1L + random.nextInt(calendars);
                live.put(id, to);
                yield new EntryFact.EntryMoved(entry, World.calendar(calendar), World.calendar(to));
            }
            case 2, 3 -> new EntryFact.EntryUpdated(entry, List.of(new Change.When(span())));
            default ->
                    new EntryFact.EntryUpdated(
                            entry, List.of(new Change.Title("title " + random.nextInt(100))));
        };
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
