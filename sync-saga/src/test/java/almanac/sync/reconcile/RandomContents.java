package almanac.sync.reconcile;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Recurrence;
import almanac.entry.Status;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Span;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Random objects and what people do to them; each text and each time is given out once. */
public final class RandomContents {

    static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
    private static final List<String> RULES =
            List.of("FREQ=WEEKLY", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=MONTHLY");

    private final SplittableRandom random;
    private final List<ZoneId> zones;
    private int given;

    RandomContents(SplittableRandom random) {
        this(random, List.of(BRUSSELS));
    }

    /** The same in any of these zones. */
    public RandomContents(SplittableRandom random, List<ZoneId> zones) {
        this.random = random;
        this.zones = List.copyOf(zones);
    }

    private ZoneId zone() {
        return zones.get(zones.size() == 1 ? 0 : random.nextInt(zones.size()));
    }

    /** A new object. */
    public ImportedEntry content() {
        var first = span(LocalDate.of(2026, 4, 1).plusDays(random.nextInt(20)));
        Optional<Recurrence> recurrence =
                random.nextInt(3) == 0 ? Optional.empty() : Optional.of(rule());
        var plain = new ImportedEntry("uid", details(), first, recurrence, List.of(), List.of());
        var result = plain;
        for (var i = random.nextInt(4); i > 0 && recurrence.isPresent(); i--) {
            result = random.nextBoolean() ? excluded(result) : overridden(result);
        }
        return result;
    }

    private Details details() {
        var details = Details.titled(text("title"));
        for (var i = random.nextInt(4); i > 0; i--) {
            details = details.with(change());
        }
        return details;
    }

    /** A text that nobody gave yet. */
    public String text(String of) {
        return of + " " + given++;
    }

    /** A new value of one field. */
    public Change change() {
        return switch (random.nextInt(9)) {
            case 0, 1 -> new Change.Title(padded(text("title")));
            case 2 -> new Change.Description(some("description"));
            case 3 -> new Change.Location(some("location"));
            case 4 -> new Change.Color(some("color"));
            case 5 -> new Change.Notes(some("notes"));
            case 6 -> new Change.Tags(List.of(text("tag")));
            case 7 -> new Change.StatusTo(Status.values()[random.nextInt(2)]);
            default -> new Change.Extras(List.of(text("X-LINE:")));
        };
    }

    private String padded(String text) {
        return random.nextInt(5) == 0 ? text + " " : text;
    }

    private Optional<String> some(String of) {
        return random.nextInt(6) == 0 ? Optional.empty() : Optional.of(text(of));
    }

    /** A time on that day; no two timed ones last equally long. */
    public Span span(LocalDate date) {
        if (random.nextInt(4) == 0) {
            return new Span.AllDay(date, date.plusDays(1 + random.nextInt(3)));
        }
        var start = date.atTime(random.nextInt(24), random.nextInt(60));
        return new Span.Timed(start, zone(), new End.At(start.plusMinutes(1 + given++)));
    }

    /** How something may repeat. */
    public Recurrence rule() {
        var rule = Rule.parse(RULES.get(random.nextInt(RULES.size())));
        return Recurrence.of(random.nextInt(4) == 0 ? rule : rule.withCount(5 + given++));
    }

    /** What one person does in one go. */
    public ImportedEntry edited(ImportedEntry now) {
        if (now.recurrence().isEmpty()) {
            return switch (random.nextInt(8)) {
                case 0 -> timed(now, span(now.span().startDate()));
                case 1 -> timed(now, span(now.span().startDate().plusDays(random.nextInt(9))));
                case 2 -> ruled(now, Optional.of(rule()));
                default -> with(now, now.details().with(change()));
            };
        }
        return switch (random.nextInt(16)) {
            case 0 -> reshaped(now);
            case 1 -> moved(now, random.nextInt(-3, 4));
            case 2 -> ruled(now, Optional.of(rule()));
            case 3 -> random.nextInt(3) == 0 ? ruled(now, Optional.empty()) : begunLater(now);
            case 4, 5 -> excluded(now);
            case 6, 7, 8, 9 -> overridden(now);
            case 10 -> without(now);
            default -> with(now, now.details().with(change()));
        };
    }

    private static ImportedEntry with(ImportedEntry now, Details details) {
        var before = Snapshot.of(now);
        // what single occurrences have of their own stays
        return before.with(
                        new Diff(
                                fields(before.details().changesTo(details)),
                                Optional.empty(),
                                Optional.empty(),
                                new TreeMap<>()))
                .content();
    }

    private static TreeMap<Field, Change> fields(List<Change> changes) {
        var fields = new TreeMap<Field, Change>();
        changes.forEach(change -> fields.put(Field.of(change), change));
        return fields;
    }

    /** Exceptions keep their places in order, as in a series that is edited as a whole. */
    private static ImportedEntry timed(ImportedEntry now, Span span) {
        var before = Snapshot.of(now);
        return before.with(
                        new Diff(
                                new TreeMap<>(),
                                Optional.of(new Diff.Moved(span, 0)),
                                Optional.empty(),
                                new TreeMap<>()))
                .content();
    }

    private ImportedEntry reshaped(ImportedEntry now) {
        return timed(now, span(now.span().startDate()));
    }

    private ImportedEntry moved(ImportedEntry now, int days) {
        var first = now.span().startDate();
        var rotated =
                now.recurrence()
                        .flatMap(Recurrence::rule)
                        .flatMap(rule -> rule.rotateByDays(days, first));
        return rotated.isEmpty()
                ? now
                : ruled(
                        timed(now, now.span().shape().on(first.plusDays(days))),
                        Optional.of(Recurrence.of(rotated.get())));
    }

    /** The first ones are cut off; what is left keeps its days. */
    private static ImportedEntry begunLater(ImportedEntry now) {
        var snapshot = Snapshot.of(now);
        var starts = snapshot.segment().starts().startsFrom(LocalDateTime.of(2020, 1, 1, 0, 0));
        starts.next();
        if (!starts.hasNext()) {
            return now;
        }
        var second = starts.next();
        var first = snapshot.segment().at(second);
        var cut =
                new ImportedEntry(
                        now.uid(),
                        now.details(),
                        first,
                        now.recurrence(),
                        now.exclusions().stream().filter(e -> !e.isBefore(second)).toList(),
                        now.overrides().stream()
                                .filter(o -> !o.originalStart().isBefore(second))
                                .toList());
        return Snapshot.of(cut).content();
    }

    static ImportedEntry ruled(ImportedEntry now, Optional<Recurrence> recurrence) {
        return new ImportedEntry(
                now.uid(),
                now.details(),
                now.span(),
                recurrence,
                recurrence.isEmpty() ? List.of() : now.exclusions(),
                recurrence.isEmpty() ? List.of() : now.overrides());
    }

    private LocalDateTime start(ImportedEntry now) {
        var starts =
                Snapshot.of(now).segment().starts().startsFrom(LocalDateTime.of(2020, 1, 1, 0, 0));
        var start = starts.next();
        for (var i = random.nextInt(6); i > 0 && starts.hasNext(); i--) {
            start = starts.next();
        }
        return start;
    }

    private ImportedEntry excluded(ImportedEntry now) {
        var start = start(now);
        var exclusions = new ArrayList<>(now.exclusions());
        exclusions.remove(start);
        exclusions.add(start);
        return excepted(now, exclusions, without(now, start));
    }

    private ImportedEntry overridden(ImportedEntry now) {
        var start = start(now);
        var before =
                now.overrides().stream().filter(o -> o.originalStart().equals(start)).findAny();
        var details = before.map(ImportedOverride::details).orElse(now.details());
        var span = before.map(ImportedOverride::span).orElse(Snapshot.of(now).segment().at(start));
        var overrides = without(now, start);
        overrides.add(
                random.nextInt(3) == 0
                        ? new ImportedOverride(
                                start,
                                details,
                                span(start.toLocalDate().plusDays(random.nextInt(3))))
                        : new ImportedOverride(start, details.with(change()), span));
        var exclusions = new ArrayList<>(now.exclusions());
        exclusions.remove(start);
        return excepted(now, exclusions, overrides);
    }

    private static ArrayList<ImportedOverride> without(ImportedEntry now, LocalDateTime start) {
        var overrides = new ArrayList<>(now.overrides());
        overrides.removeIf(o -> o.originalStart().equals(start));
        return overrides;
    }

    /** One exception less. */
    private ImportedEntry without(ImportedEntry now) {
        if (!now.exclusions().isEmpty() && random.nextBoolean()) {
            var rest = new ArrayList<>(now.exclusions());
            rest.remove(random.nextInt(rest.size()));
            return excepted(now, rest, now.overrides());
        }
        if (now.overrides().isEmpty()) {
            return now;
        }
        var rest = new ArrayList<>(now.overrides());
        rest.remove(random.nextInt(rest.size()));
        return excepted(now, now.exclusions(), rest);
    }

    private static ImportedEntry excepted(
            ImportedEntry now, List<LocalDateTime> exclusions, List<ImportedOverride> overrides) {
        return Snapshot.of(now.withExceptions(exclusions, overrides)).content();
    }
}
