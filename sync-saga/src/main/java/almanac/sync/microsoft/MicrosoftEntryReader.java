package almanac.sync.microsoft;

import almanac.connection.ExternalCalendar.Rights;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.MailAddress;
import almanac.entry.Priority;
import almanac.entry.Purpose;
import almanac.entry.Recurrence;
import almanac.entry.Status;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.RemoteObject.Standing;
import almanac.time.Span;
import com.microsoft.graph.models.Event;
import com.microsoft.graph.models.FreeBusyStatus;
import com.microsoft.graph.models.Importance;
import com.microsoft.graph.models.ItemBody;
import com.microsoft.graph.models.Location;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Graph's events in our language. */
final class MicrosoftEntryReader {

    private static final Pattern OPERATION = Pattern.compile("[0-9a-v]{5,64}");

    /** An occurrence id ends with the day on which the series had put it. */
    private static final Pattern DAY = Pattern.compile(".*\\.(\\d{4}-\\d{2}-\\d{2})");

    private final Rights rights;
    private final Supplier<Optional<MailAddress>> self;

    MicrosoftEntryReader(RemoteCalendar calendar, Supplier<Optional<MailAddress>> self) {
        this.rights = calendar.rights();
        this.self = self;
    }

    RemoteObject read(MicrosoftObject object) throws UnreadableEvent {
        var event = object.event();
        return new RemoteObject(
                MicrosoftObject.id(event),
                object.version(),
                MicrosoftObject.etag(event),
                content(object),
                standing(event),
                Optional.ofNullable(event.getTransactionId())
                        .filter(id -> OPERATION.matcher(id).matches()),
                updatedAt(object));
    }

    private Standing standing(Event event) {
        return switch (rights) {
            case BUSY_ONLY -> Standing.BUSY_ONLY;
            case OWNER, WRITER, READER ->
                    MicrosoftPeople.organizes(event) ? Standing.OURS : Standing.INVITED;
        };
    }

    private static Optional<Instant> updatedAt(MicrosoftObject object) {
        return Stream.concat(Stream.of(object.event()), object.exceptions().stream())
                .flatMap(each -> Optional.ofNullable(each.getLastModifiedDateTime()).stream())
                .map(OffsetDateTime::toInstant)
                .max(Comparator.naturalOrder());
    }

    private ImportedEntry content(MicrosoftObject object) throws UnreadableEvent {
        var event = object.event();
        var uid =
                Optional.ofNullable(event.getICalUId()).orElseGet(() -> MicrosoftObject.id(event));
        var zone = MicrosoftTimes.zone(event);
        var details = details(event);
        var repeats = Optional.ofNullable(event.getRecurrence());
        if (repeats.isEmpty()) {
            var span = MicrosoftTimes.span(event, zone.orElse(MicrosoftTimes.fallback()));
            return ImportedEntry.single(uid, details, span);
        }
        var days = Boolean.TRUE.equals(event.getIsAllDay());
        if (zone.isEmpty() && !days) {
            throw new UnreadableEvent(
                    "its time zone is unknown: " + event.getOriginalStartTimeZone());
        }
        var in = zone.orElse(MicrosoftTimes.fallback());
        var span = MicrosoftTimes.span(event, in);
        Recurrence recurrence = MicrosoftRules.read(repeats.get(), span, in);
        return new ImportedEntry(
                uid,
                details,
                span,
                Optional.of(recurrence),
                exclusions(object, span),
                overrides(object, details, span, in));
    }

    private static List<LocalDateTime> exclusions(MicrosoftObject object, Span span)
            throws UnreadableEvent {
        var starts = new ArrayList<LocalDateTime>();
        for (var id : object.cancelled()) {
            starts.add(day(id).atTime(span.localStart().toLocalTime()));
        }
        return starts.stream().sorted().distinct().toList();
    }

    private static LocalDate day(String occurrenceId) throws UnreadableEvent {
        var match = DAY.matcher(occurrenceId);
        if (!match.matches()) {
            throw new UnreadableEvent("a cancelled occurrence has no day");
        }
        return LocalDate.parse(match.group(1));
    }

    /** An exception that says what its series says is none. */
    private List<ImportedOverride> overrides(
            MicrosoftObject object, Details details, Span span, ZoneId zone)
            throws UnreadableEvent {
        var overrides = new ArrayList<ImportedOverride>();
        for (var each : object.exceptions()) {
            var original = originalStart(each, span, zone);
            var usual = span.shape().on(original.toLocalDate());
            var override =
                    new ImportedOverride(original, details(each), MicrosoftTimes.span(each, zone));
            if (!override.details().equals(details)
                    || !MicrosoftTimes.same(override.span(), usual)) {
                overrides.add(override);
            }
        }
        overrides.sort(Comparator.comparing(ImportedOverride::originalStart));
        return overrides;
    }

    /** Where the series had put an occurrence, on the series' wall clock. */
    static LocalDateTime originalStart(Event occurrence, Span series, ZoneId zone)
            throws UnreadableEvent {
        var original =
                Optional.ofNullable(occurrence.getOriginalStart())
                        .orElseThrow(
                                () -> new UnreadableEvent("an occurrence has no original start"));
        if (series instanceof Span.Timed) {
            return original.atZoneSameInstant(zone).toLocalDateTime();
        }
        // whole days come as midnight of their zone, or of one that is not told: then the nearest
        // midnight of UTC is meant, which is that of the day before where clocks are 13 hours ahead
        var there = original.atZoneSameInstant(zone).toLocalDateTime();
        if (there.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            return there;
        }
        return original.withOffsetSameInstant(ZoneOffset.UTC)
                .plusHours(12)
                .toLocalDate()
                .atStartOfDay();
    }

    Details details(Event event) {
        return new Details(
                Optional.ofNullable(event.getSubject()).orElse(""),
                description(event),
                Optional.ofNullable(event.getLocation())
                        .map(Location::getDisplayName)
                        .filter(name -> !name.isEmpty()),
                status(event),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(event.getCategories()).orElse(List.of()),
                List.of(),
                purpose(event),
                MicrosoftPeople.meeting(event, self));
    }

    private static Optional<String> description(Event event) {
        return Optional.ofNullable(event.getBody())
                .map(ItemBody::getContent)
                .flatMap(text ->
                        MicrosoftBody.written(
                                text, Boolean.TRUE.equals(event.getIsOnlineMeeting())));
    }

    private static Status status(Event event) {
        if (Boolean.TRUE.equals(event.getIsCancelled())) {
            return Status.CANCELLED;
        }
        return event.getShowAs() == FreeBusyStatus.Tentative ? Status.TENTATIVE : Status.CONFIRMED;
    }

    private static Optional<Purpose> purpose(Event event) {
        return Optional.ofNullable(event.getImportance())
                .filter(importance -> importance != Importance.Normal)
                .map(importance ->
                        Priority.of(
                                importance == Importance.High
                                        ? Priority.Level.HIGH
                                        : Priority.Level.LOW))
                .map(priority ->
                        new Purpose(Optional.empty(), Optional.of(priority), Optional.empty()));
    }
}
