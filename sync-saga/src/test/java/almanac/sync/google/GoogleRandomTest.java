package almanac.sync.google;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Recurrence;
import almanac.recurrence.Budget;
import almanac.recurrence.Rule;
import almanac.recurrence.RuleSet;
import almanac.sync.provider.Draft;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.Resume;
import almanac.time.End;
import almanac.time.Span;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever an object was, an update makes it what is wanted, and says how it is. */
final class GoogleRandomTest {

    private static final int SEEDS = 20 * Integer.getInteger("random.times", 1);
    private static final int EDITS = 5;
    private static final LocalDateTime START = LocalDateTime.parse("2027-03-22T02:30");
    private static final List<String> RULES =
            List.of(
                    "FREQ=DAILY;COUNT=9",
                    "FREQ=WEEKLY;COUNT=6",
                    "FREQ=DAILY;INTERVAL=2;COUNT=5",
                    "FREQ=DAILY;UNTIL=20270330T233000Z");

    @Test
    void an_update_leaves_what_is_wanted_and_the_next_round_tells_nothing_else() {
        for (var seed = 0; seed < SEEDS; seed++) {
            try (var desk = new GoogleDesk()) {
                var random = new Random(seed);
                var account = desk.account();
                var calendar = GoogleDesk.primary();
                var cursor = Told.round(desk.provider, account, calendar, Told.EVERYTHING).cursor();
                var wanted = entry(random);
                var known = desk.provider.create(account, calendar, new Draft("creation", wanted));
                check(seed, 0, known, wanted);
                for (var edit = 1; edit <= EDITS; edit++) {
                    wanted = entry(random);
                    known = desk.provider.update(account, calendar, known, wanted);
                    check(seed, edit, known, wanted);
                    var told =
                            Told.round(desk.provider, account, calendar, new Resume.Since(cursor));
                    assertThat(told.present().values())
                            .as("seed %d, edit %d", seed, edit)
                            .containsExactly(known);
                    cursor = told.cursor();
                }
                assertThat(
                                Told.round(desk.provider, account, calendar, Told.EVERYTHING)
                                        .present()
                                        .values())
                        .as("seed %d", seed)
                        .containsExactly(known);
            }
        }
    }

    private static void check(int seed, int edit, RemoteObject known, ImportedEntry wanted) {
        assertThat(plain(known.content()))
                .as("seed %d, edit %d", seed, edit)
                .isEqualTo(plain(wanted));
    }

    private static ImportedEntry plain(ImportedEntry content) {
        return new ImportedEntry(
                "any",
                content.details(),
                content.span(),
                content.recurrence(),
                content.exclusions(),
                content.overrides());
    }

    private static ImportedEntry entry(Random random) {
        var days = random.nextInt(4) == 0;
        var span = span(random, START.plusDays(random.nextInt(3)), days);
        var details = details(random);
        if (random.nextInt(4) == 0) {
            return ImportedEntry.single("u", details, span);
        }
        var rule = Rule.parse(RULES.get(random.nextInt(RULES.size())));
        if (days && rule.until().isPresent()) {
            rule = Rule.parse("FREQ=DAILY;UNTIL=20270330");
        }
        var starts = starts(span, rule);
        var exclusions = new TreeSet<LocalDateTime>();
        var overrides = new ArrayList<ImportedOverride>();
        for (var start : starts) {
            switch (random.nextInt(6)) {
                case 0 -> exclusions.add(start);
                case 1 ->
                        overrides.add(
                                new ImportedOverride(
                                        start,
                                        details.with(new Change.Title("own " + random.nextInt(3))),
                                        span(random, start.plusHours(2), days)));
                default -> {}
            }
        }
        overrides.sort(Comparator.comparing(ImportedOverride::originalStart));
        return new ImportedEntry(
                "u",
                details,
                span,
                Optional.of(Recurrence.of(rule)),
                List.copyOf(exclusions),
                overrides);
    }

    private static List<LocalDateTime> starts(Span span, Rule rule) {
        var zone = span instanceof Span.Timed timed ? timed.zone() : ZoneOffset.UTC;
        var all =
                RuleSet.of(span.localStart(), zone, rule)
                        .startsFrom(span.localStart(), Budget.usual());
        var starts = new ArrayList<LocalDateTime>();
        all.forEachRemaining(starts::add);
        return starts;
    }

    private static Details details(Random random) {
        var details = Details.titled("Title " + random.nextInt(3));
        if (random.nextBoolean()) {
            details = details.with(new Change.Location(Optional.of("Hall " + random.nextInt(2))));
        }
        return random.nextBoolean()
                ? details.with(new Change.Color(Optional.of("#dc2127")))
                : details;
    }

    private static Span span(Random random, LocalDateTime start, boolean days) {
        if (days) {
            return new Span.AllDay(
                    start.toLocalDate(), start.toLocalDate().plusDays(1 + random.nextInt(2)));
        }
        var zone = ZoneId.of(random.nextBoolean() ? "Europe/Berlin" : "America/New_York");
        return new Span.Timed(start, zone, new End.At(start.plusHours(3)));
    }
}
