package almanac.app.api.ics;

import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Series;
import almanac.feed.FeedQuery;
import almanac.feed.UidHolder;
import almanac.icalendar.ImportFile;
import almanac.icalendar.ImportFile.Item;
import almanac.icalendar.ImportFile.Item.Readable;
import almanac.icalendar.OccurrenceClaim;
import almanac.icalendar.PartClaim;
import almanac.recurrence.BudgetExceeded;
import almanac.time.Span;
import almanac.user.UserId;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Changed occurrences that came before their series did. Each has stood alone since then, with a
 * number and a thread of its own, and goes on to: a series that comes leaves its day to it, so that
 * no day is there twice and nothing that was said of it is lost (docs/adr/0031).
 */
@Component
final class Forerunners {

    private final Queries queries;
    private final Targets targets;

    Forerunners(Queries queries, Targets targets) {
        this.queries = queries;
        this.targets = targets;
    }

    /** The file with what it says of each as an item of its own behind that of its series. */
    ImportFile apart(CalendarId calendar, UserId viewer, ImportFile file) {
        var series = file.items().stream().flatMap(Forerunners::series).toList();
        var uids = series.stream().map(each -> each.entry().uid()).collect(Collectors.toSet());
        if (uids.isEmpty()) {
            return file;
        }
        var alone =
                queries.list(new FeedQuery.NumberedAfter(calendar, uids, viewer), UidHolder.class);
        if (alone.isEmpty()) {
            return file;
        }
        var standing = targets.series(calendar, viewer, series);
        var items = file.items().stream().flatMap(item -> apart(item, alone, standing)).toList();
        return file.with(items);
    }

    private static Stream<Readable> series(Item item) {
        return item instanceof Readable readable
                        && readable.entry().recurrence().isPresent()
                        && PartClaim.of(readable.entry()).isEmpty()
                ? Stream.of(readable)
                : Stream.empty();
    }

    private static Stream<Item> apart(
            Item item, List<UidHolder> alone, Map<String, Series> standing) {
        return series(item)
                .findFirst()
                .map(series -> new Parting(series, standing).from(alone))
                .orElse(Stream.of(item));
    }

    /** One series with those of its occurrences that stand alone. */
    private static final class Parting {

        private final Readable item;
        private final ImportedEntry series;
        private final Optional<Series> standing;
        private final List<LocalDateTime> exclusions;
        private final List<ImportedOverride> overrides;
        private final List<String> notes;
        private final List<Item> apart = new ArrayList<>();

        Parting(Readable item, Map<String, Series> standing) {
            this.item = item;
            this.series = item.entry();
            this.standing = Optional.ofNullable(standing.get(series.uid()));
            this.exclusions = new ArrayList<>(series.exclusions());
            this.overrides = new ArrayList<>(series.overrides());
            this.notes = new ArrayList<>(item.notes());
        }

        Stream<Item> from(List<UidHolder> alone) {
            for (var holder : alone) {
                OccurrenceClaim.ofUid(holder.uid(), zone(series.span()))
                        .filter(claim -> claim.series().equals(series.uid()))
                        .map(claim -> claim.startIn(series.span()))
                        .filter(this::has)
                        .ifPresent(start -> leave(start, holder.uid()));
            }
            var rest = series.withExceptions(exclusions, overrides);
            return Stream.concat(
                    Stream.of(new Readable(rest, item.claim(), notes, item.unsaid())),
                    apart.stream());
        }

        private static ZoneId zone(Span span) {
            return switch (span) {
                case Span.Timed timed -> timed.zone();
                case Span.AllDay allDay -> ZoneOffset.UTC;
            };
        }

        private boolean has(LocalDateTime start) {
            return overrides.stream().anyMatch(of(start))
                    || !exclusions.contains(start) && ruled(start);
        }

        private static Predicate<ImportedOverride> of(LocalDateTime start) {
            return own -> own.originalStart().equals(start);
        }

        private boolean ruled(LocalDateTime start) {
            try {
                return series.recurrence()
                        .filter(repeats ->
                                repeats.starts(series.span())
                                        .startsNamed(List.of(start))
                                        .containsKey(start))
                        .isPresent();
            } catch (BudgetExceeded refusedAnyway) {
                return false;
            }
        }

        /** A day of a series that stands here already is not taken from it. */
        private void leave(LocalDateTime start, String uid) {
            if (standing.filter(there -> takesPlace(there, start)).isPresent()) {
                notes.add(start + " takes place in the series, and stands alone too as " + uid);
                return;
            }
            notes.add(start + " is left out of the series, since it stands alone as " + uid);
            overrides.stream().filter(of(start)).forEach(own -> apart.add(alone(uid, own)));
            overrides.removeIf(of(start));
            exclusions.add(start);
        }

        private static boolean takesPlace(Series series, LocalDateTime start) {
            try {
                var key = series.master().keyOf(start, series.numbering());
                return series.occurrence(key).isPresent();
            } catch (IllegalArgumentException betweenTwoSteps) {
                return false;
            }
        }

        private static Item alone(String uid, ImportedOverride own) {
            var entry = ImportedEntry.single(uid, own.details(), own.span());
            return new Readable(entry, Optional.empty(), List.of(), Optional.empty());
        }
    }
}
