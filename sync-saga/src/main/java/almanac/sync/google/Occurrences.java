package almanac.sync.google;

import almanac.entry.ImportedEntry;
import almanac.entry.Recurrence;
import almanac.recurrence.Budget;
import almanac.recurrence.RuleSet;
import almanac.time.Shape;
import almanac.time.Span;
import com.google.api.services.calendar.model.EventDateTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.TreeSet;

/** Which occurrences a series has: Google names one by its instant, we by its wall-clock time. */
final class Occurrences {

    /** Clocks have never been changed by more than this within a zone that is in use. */
    private static final int NEAR_HOURS = 3;

    private final Span first;
    private final RuleSet starts;

    Occurrences(Span first, Recurrence recurrence) {
        this.first = first;
        this.starts =
                new RuleSet(
                        first.localStart(),
                        GoogleRecurrence.zoneOf(first),
                        recurrence.rule(),
                        new TreeSet<>(recurrence.additions()));
    }

    static Optional<Occurrences> of(ImportedEntry content) {
        return content.recurrence().map(recurrence -> new Occurrences(content.span(), recurrence));
    }

    boolean has(LocalDateTime start) {
        return starts.startsBetween(start, start.plusSeconds(1), Budget.usual()).hasNext();
    }

    /** Our name for what Google names so; empty where the series has no such occurrence. */
    Optional<LocalDateTime> named(EventDateTime original) {
        if (first instanceof Span.AllDay) {
            return Optional.ofNullable(original.getDate())
                    .map(date -> GoogleTimes.date(date).atStartOfDay())
                    .filter(this::has);
        }
        return GoogleTimes.instant(original).flatMap(this::at);
    }

    private Optional<LocalDateTime> at(Instant instant) {
        var zone = GoogleRecurrence.zoneOf(first);
        var near = LocalDateTime.ofInstant(instant, zone);
        var candidates =
                starts.startsBetween(
                        near.minusHours(NEAR_HOURS), near.plusHours(NEAR_HOURS), Budget.usual());
        while (candidates.hasNext()) {
            var candidate = candidates.next();
            if (candidate.atZone(zone).toInstant().equals(instant)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** When the occurrence of this name takes place, as long as nobody moves it. */
    Span regular(LocalDateTime start) {
        return switch (first.shape()) {
            case Shape.Timed timed -> timed.at(start.toLocalTime()).on(start.toLocalDate());
            case Shape.AllDay allDay -> allDay.on(start.toLocalDate());
        };
    }

    /** Google's way to name it. */
    EventDateTime original(LocalDateTime start) {
        return GoogleTimes.start(regular(start));
    }
}
