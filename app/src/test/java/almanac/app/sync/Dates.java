package almanac.app.sync;

import almanac.entry.Absences;
import almanac.entry.EntryCommand;
import almanac.entry.EntryPart;
import almanac.entry.EntryState;
import almanac.entry.ImportedEntry;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.entry.Segment;
import almanac.recurrence.Rule;
import almanac.time.Span;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Dates beside a rule (RDATE), and days that are left out of it (EXDATE), as people set them. */
final class Dates {

    private final SplittableRandom random;

    Dates(SplittableRandom random) {
        this.random = random;
    }

    /** One more date, one less, or a day left out of an object at a provider. */
    UnaryOperator<ImportedEntry> there() {
        return switch (random.nextInt(4)) {
            case 0, 1 -> this::more;
            case 2 -> this::less;
            default -> this::leftOut;
        };
    }

    private ImportedEntry more(ImportedEntry now) {
        var additions = additions(now);
        additions.add(date(now.span()));
        return dated(now, rule(now), additions);
    }

    /** Who takes a date away takes what was said of it along. */
    private ImportedEntry less(ImportedEntry now) {
        var additions = additions(now);
        if (additions.isEmpty()) {
            return now;
        }
        var gone = additions.remove(random.nextInt(additions.size()));
        var rule = rule(now);
        if (rule.isEmpty() && additions.isEmpty() || gone.equals(now.span().localStart())) {
            return now;
        }
        return dated(
                now.withExceptions(
                        now.exclusions().stream().filter(each -> !each.equals(gone)).toList(),
                        now.overrides().stream()
                                .filter(own -> !own.originalStart().equals(gone))
                                .toList()),
                rule,
                additions);
    }

    private ImportedEntry leftOut(ImportedEntry now) {
        var additions = additions(now);
        if (additions.isEmpty()) {
            return now;
        }
        var gone = additions.get(random.nextInt(additions.size()));
        var exclusions = new ArrayList<>(now.exclusions());
        exclusions.remove(gone);
        exclusions.add(gone);
        return now.withExceptions(
                exclusions,
                now.overrides().stream().filter(own -> !own.originalStart().equals(gone)).toList());
    }

    private static List<LocalDateTime> additions(ImportedEntry of) {
        return new ArrayList<>(of.recurrence().map(Recurrence::additions).orElse(List.of()));
    }

    private static Optional<Rule> rule(ImportedEntry of) {
        return of.recurrence().flatMap(Recurrence::rule);
    }

    private static ImportedEntry dated(
            ImportedEntry now, Optional<Rule> rule, List<LocalDateTime> additions) {
        return new ImportedEntry(
                now.uid(),
                now.details(),
                now.span(),
                Optional.of(new Recurrence(rule, additions)),
                now.exclusions(),
                now.overrides());
    }

    /** A start near the first one, rarely one that a rule may have too. */
    private LocalDateTime date(Span first) {
        var day = first.localStart().plusDays(random.nextInt(1, 40));
        return first instanceof Span.AllDay || random.nextInt(4) == 0
                ? day
                : day.plusMinutes(random.nextInt(1, 600));
    }

    /** The same wishes for an entry here, or for one part of it. */
    Optional<EntryCommand> here(EntryState.Live live) {
        var parts = EntryPart.of(live);
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(here(live, parts.get(random.nextInt(parts.size()))));
    }

    private EntryCommand here(EntryState.Live live, EntryPart part) {
        var content = part.content();
        var dice = random.nextInt(6);
        if (dice < 2 && !additions(content).isEmpty()) {
            return of(live, part, less(content).recurrence(), Absences.AS_BEFORE);
        }
        if (dice < 4 && content.recurrence().isPresent()) {
            return of(live, part, Optional.empty(), new Absences(start(content), List.of()));
        }
        if (dice < 5 && !content.exclusions().isEmpty()) {
            return of(live, part, Optional.empty(), new Absences(List.of(), content.exclusions()));
        }
        return of(live, part, more(content).recurrence(), Absences.AS_BEFORE);
    }

    private List<LocalDateTime> start(ImportedEntry content) {
        var starts =
                new Segment(
                                OccurrenceKey.FIRST,
                                content.details(),
                                content.span(),
                                rule(content),
                                additions(content),
                                0)
                        .starts()
                        .startsFrom(content.span().localStart());
        for (var skipped = random.nextInt(5); skipped > 0 && starts.hasNext(); skipped--) {
            starts.next();
        }
        return starts.hasNext() ? List.of(starts.next()) : List.of();
    }

    private static EntryCommand of(
            EntryState.Live live,
            EntryPart part,
            Optional<Recurrence> recurrence,
            Absences absences) {
        return part.first()
                ? update(live, recurrence, absences)
                : new EntryCommand.UpdatePart(
                        live.entry(),
                        part.from(),
                        List.of(),
                        Optional.empty(),
                        recurrence.map(Optional::of),
                        OptionalLong.empty(),
                        absences);
    }

    private static EntryCommand update(
            EntryState.Live live, Optional<Recurrence> recurrence, Absences absences) {
        return new EntryCommand.UpdateEntry(
                live.entry(),
                Optional.empty(),
                Scope.ALL,
                List.of(),
                Optional.empty(),
                recurrence.map(Optional::of),
                OptionalLong.empty(),
                Optional.empty(),
                absences,
                false);
    }
}
