package almanac.sync.google;

import almanac.connection.ExternalCalendar.Rights;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Status;
import almanac.recurrence.BudgetExceeded;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.RemoteObject.Standing;
import almanac.time.Span;
import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.EventAttendee;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads Google's items as an object in our language. */
final class GoogleEntryReader {

    /** Private property in which we keep the operation that created an event. */
    static final String MARK = "almanac";

    private final RemoteCalendar calendar;

    GoogleEntryReader(RemoteCalendar calendar) {
        this.calendar = calendar;
    }

    RemoteObject read(GoogleObject object) throws Unreadable {
        var assembled = assembled(object);
        return new RemoteObject(
                object.master().getId(),
                object.version(assembled.counting()),
                object.master().getEtag(),
                assembled.content(),
                standing(object.master()),
                operation(object.master()),
                updated(object));
    }

    ImportedEntry content(GoogleObject object) throws Unreadable {
        return assembled(object).content();
    }

    /**
     * @param counting exceptions that the series still has; any other says nothing
     */
    private record Assembled(ImportedEntry content, Collection<Event> counting) {}

    private Assembled assembled(GoogleObject object) throws Unreadable {
        var master = object.master();
        var span = GoogleTimes.span(master, calendar.zone());
        var lines = Optional.ofNullable(master.getRecurrence()).orElse(List.of());
        var repeats = GoogleRecurrence.read(lines, span);
        if (repeats.recurrence().isEmpty()) {
            return new Assembled(
                    ImportedEntry.single(uid(master), details(master), span), List.of());
        }
        try {
            return series(object, span, repeats);
        } catch (BudgetExceeded tooSparse) {
            throw new Unreadable("its rule takes too long to expand");
        }
    }

    private Assembled series(GoogleObject object, Span span, GoogleRecurrence.Lines repeats)
            throws Unreadable {
        var details = details(object.master());
        var occurrences = new Occurrences(span, repeats.recurrence().orElseThrow());
        var exceptions = new TreeMap<LocalDateTime, Event>();
        for (var item : object.exceptions().values()) {
            Optional.ofNullable(item.getOriginalStartTime())
                    .flatMap(occurrences::named)
                    .ifPresent(start -> exceptions.put(start, item));
        }
        var exclusions = new TreeSet<LocalDateTime>();
        repeats.exclusions().stream().filter(occurrences::has).forEach(exclusions::add);
        var overrides = new ArrayList<ImportedOverride>();
        for (var exception : exceptions.entrySet()) {
            if (GoogleObject.cancelled(exception.getValue())) {
                exclusions.add(exception.getKey());
            } else if (!exclusions.contains(exception.getKey())) {
                override(exception.getValue(), exception.getKey(), details, occurrences)
                        .ifPresent(overrides::add);
            }
        }
        var content =
                new ImportedEntry(
                        uid(object.master()),
                        details,
                        span,
                        repeats.recurrence(),
                        List.copyOf(exclusions),
                        List.copyOf(overrides));
        return new Assembled(content, exceptions.values());
    }

    /** An exception that differs in nothing says nothing. */
    private Optional<ImportedOverride> override(
            Event item, LocalDateTime start, Details details, Occurrences occurrences)
            throws Unreadable {
        var override =
                new ImportedOverride(start, details(item), GoogleTimes.span(item, calendar.zone()));
        var same =
                override.details().equals(details)
                        && sameTime(override.span(), occurrences.regular(start));
        return same ? Optional.empty() : Optional.of(override);
    }

    private static boolean sameTime(Span span, Span other) {
        return GoogleTimes.start(span).equals(GoogleTimes.start(other))
                && GoogleTimes.end(span).equals(GoogleTimes.end(other));
    }

    /** An invitation to one occurrence of a series that this account does not see. */
    RemoteObject orphan(Event item) throws Unreadable {
        var alone = item.clone().setRecurrence(null);
        return read(GoogleObject.of(alone, List.of()));
    }

    private static String uid(Event item) {
        return Optional.ofNullable(item.getICalUID()).orElseGet(item::getId);
    }

    private static Details details(Event item) {
        var plain = Details.titled(Optional.ofNullable(item.getSummary()).orElse(""));
        return new Details(
                plain.title(),
                text(item.getDescription()),
                text(item.getLocation()),
                "tentative".equals(item.getStatus()) ? Status.TENTATIVE : Status.CONFIRMED,
                text(item.getColorId()).flatMap(GoogleColors::color),
                plain.icon(),
                plain.notes(),
                plain.tags(),
                plain.extras(),
                plain.purpose(),
                GooglePeople.read(item));
    }

    private static Optional<String> text(@org.jspecify.annotations.Nullable String text) {
        return Optional.ofNullable(text).filter(each -> !each.isEmpty());
    }

    private Standing standing(Event item) {
        if (calendar.rights() == Rights.BUSY_ONLY) {
            return Standing.BUSY_ONLY;
        }
        var plain = Optional.ofNullable(item.getEventType()).orElse("default").equals("default");
        if (!plain || Boolean.TRUE.equals(item.getLocked())) {
            return Standing.READ_ONLY;
        }
        var organizes =
                item.getOrganizer() == null
                        || Boolean.TRUE.equals(item.getOrganizer().getSelf())
                        || Boolean.TRUE.equals(item.getGuestsCanModify())
                        || Boolean.TRUE.equals(item.getPrivateCopy());
        if (organizes) {
            return Standing.OURS;
        }
        return GooglePeople.guests(item).stream().anyMatch(GoogleEntryReader::self)
                ? Standing.INVITED
                : Standing.READ_ONLY;
    }

    private static boolean self(EventAttendee guest) {
        return Boolean.TRUE.equals(guest.getSelf());
    }

    /**
     * A copy made in Google's page carries our mark too, but not the id that goes with it; what is
     * split off a series has that id with more behind it.
     */
    static Optional<String> operation(Event item) {
        return Optional.ofNullable(item.getExtendedProperties())
                .flatMap(properties -> Optional.ofNullable(properties.getPrivate()))
                .flatMap((Map<String, String> own) -> Optional.ofNullable(own.get(MARK)))
                .filter(operation -> GoogleCreates.ids(operation).contains(item.getId()));
    }

    private static Optional<Instant> updated(GoogleObject object) {
        return Stream.concat(Stream.of(object.master()), object.exceptions().values().stream())
                .flatMap(item -> Optional.<DateTime>ofNullable(item.getUpdated()).stream())
                .map(time -> Instant.ofEpochMilli(time.getValue()))
                .max(Comparator.naturalOrder());
    }
}
