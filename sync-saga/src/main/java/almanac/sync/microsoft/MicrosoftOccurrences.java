package almanac.sync.microsoft;

import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.sync.microsoft.MicrosoftEntryWriter.Content;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteObject;
import almanac.time.Span;
import com.microsoft.graph.models.Event;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the exceptions of a series, whose own fields are right already, to what is wanted: each
 * exception is an event of its own at Graph, a cancelled occurrence one that was deleted.
 */
final class MicrosoftOccurrences {

    private final MicrosoftEvents events;
    private final MicrosoftObject object;
    private final ImportedEntry standing;
    private final ImportedEntry wanted;
    private final MicrosoftBodies bodies;

    /**
     * @param now the series as it stands, read after its own fields were written
     */
    MicrosoftOccurrences(
            MicrosoftEvents events,
            MicrosoftObject object,
            RemoteObject now,
            ImportedEntry wanted) {
        this.events = events;
        this.object = object;
        this.standing = now.content();
        this.wanted = wanted;
        this.bodies = new MicrosoftBodies(events);
    }

    /** Cancelled occurrences that are wanted back; only a series made anew has them again. */
    static boolean restores(ImportedEntry standing, ImportedEntry wanted) {
        return !Set.copyOf(wanted.exclusions()).containsAll(standing.exclusions());
    }

    /** Whether something has to be written. */
    static boolean differ(ImportedEntry standing, ImportedEntry wanted) {
        return !Set.copyOf(standing.exclusions()).equals(Set.copyOf(wanted.exclusions()))
                || starts(standing, wanted).stream()
                        .anyMatch(start ->
                                MicrosoftEntryWriter.between(at(standing, start), at(wanted, start))
                                        .says());
    }

    /**
     * Writes each occurrence that can be written.
     *
     * @throws ProviderFailed Refused, when all others are written, where Outlook refuses some
     */
    void write() {
        var refused = new ArrayList<String>();
        for (var start : starts(standing, wanted)) {
            if (!wanted.exclusions().contains(start)) {
                attempt(start, () -> edit(start)).ifPresent(refused::add);
            }
        }
        for (var start : wanted.exclusions()) {
            if (!standing.exclusions().contains(start)) {
                attempt(start, () -> cancel(start)).ifPresent(refused::add);
            }
        }
        if (!refused.isEmpty()) {
            throw new ProviderFailed(
                    new ProviderFailure.Refused(
                            "all is written but what Outlook refuses: "
                                    + String.join("; ", refused)));
        }
    }

    /** What is refused of one occurrence concerns no other. */
    private static Optional<String> attempt(LocalDateTime start, Runnable write) {
        try {
            write.run();
            return Optional.empty();
        } catch (ProviderFailed failed) {
            if (failed.failure() instanceof ProviderFailure.Refused(var why)) {
                return Optional.of("the occurrence of " + start + ", since " + why);
            }
            throw failed;
        }
    }

    private void edit(LocalDateTime start) {
        var writer = MicrosoftEntryWriter.between(at(standing, start), at(wanted, start));
        if (writer.says()) {
            var occurrence = occurrence(start);
            events.patch(
                    MicrosoftObject.id(occurrence),
                    bodies.kept(occurrence, writer),
                    MicrosoftObject.etag(occurrence));
        }
    }

    private void cancel(LocalDateTime start) {
        var occurrence = occurrence(start);
        events.delete(MicrosoftObject.id(occurrence), MicrosoftObject.etag(occurrence));
    }

    private static Set<LocalDateTime> starts(ImportedEntry standing, ImportedEntry wanted) {
        var starts = new LinkedHashSet<LocalDateTime>();
        standing.overrides().forEach(each -> starts.add(each.originalStart()));
        wanted.overrides().forEach(each -> starts.add(each.originalStart()));
        return starts;
    }

    /** What an occurrence says, an exception or not. */
    private static Content at(ImportedEntry entry, LocalDateTime start) {
        return entry.overrides().stream()
                .filter(each -> each.originalStart().equals(start))
                .findFirst()
                .map(MicrosoftOccurrences::content)
                .orElseGet(() ->
                        new Content(
                                entry.details(),
                                entry.span().shape().on(start.toLocalDate()),
                                Optional.empty()));
    }

    private static Content content(ImportedOverride override) {
        return new Content(override.details(), override.span(), Optional.empty());
    }

    private Event occurrence(LocalDateTime start) {
        var zone = zone();
        return exceptions(zone).computeIfAbsent(start, missing -> instance(missing, zone));
    }

    private Map<LocalDateTime, Event> exceptions(ZoneId zone) {
        return byStart(object.exceptions(), zone);
    }

    private Map<LocalDateTime, Event> byStart(List<Event> occurrences, ZoneId zone) {
        var byStart = new HashMap<LocalDateTime, Event>();
        for (var each : occurrences) {
            try {
                byStart.put(MicrosoftEntryReader.originalStart(each, standing.span(), zone), each);
            } catch (UnreadableEvent unreadable) {
                throw new ProviderFailed(new ProviderFailure.Refused(unreadable.reason()));
            }
        }
        return byStart;
    }

    private Event instance(LocalDateTime start, ZoneId zone) {
        var at = start.atZone(zone).toInstant();
        var around =
                events.instances(
                        MicrosoftObject.id(object.event()),
                        at.minus(Duration.ofDays(1)),
                        at.plus(Duration.ofDays(2)));
        return Optional.ofNullable(byStart(new ArrayList<>(around), zone).get(start))
                .orElseThrow(() ->
                        new ProviderFailed(
                                new ProviderFailure.Refused(
                                        "Outlook has no occurrence at " + start)));
    }

    private ZoneId zone() {
        return standing.span() instanceof Span.Timed timed ? timed.zone() : ZoneOffset.UTC;
    }
}
