package almanac.sync.microsoft;

import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.sync.microsoft.MicrosoftEntryWriter.Content;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.RemoteObject;
import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the exceptions of a series, whose own fields are right already, to what is wanted: each
 * exception is an event of its own at Graph, a cancelled occurrence one that was deleted.
 */
final class MicrosoftOccurrences {

    private final MicrosoftEvents events;
    private final MicrosoftInstances instances;
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
        this.standing = now.content();
        this.instances = new MicrosoftInstances(events, object, standing.span());
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
        var each = new MicrosoftOneByOne();
        for (var start : starts(standing, wanted)) {
            var writer = MicrosoftEntryWriter.between(at(standing, start), at(wanted, start));
            if (!wanted.exclusions().contains(start) && writer.says()) {
                each.write(start, () -> edit(start, writer));
            }
        }
        for (var start : wanted.exclusions()) {
            if (!standing.exclusions().contains(start)) {
                each.write(start, () -> cancel(start));
            }
        }
        each.end();
    }

    private void edit(LocalDateTime start, MicrosoftEntryWriter writer) {
        var occurrence = instances.at(start);
        events.patch(
                MicrosoftObject.id(occurrence),
                bodies.kept(occurrence, writer),
                MicrosoftObject.etag(occurrence));
    }

    private void cancel(LocalDateTime start) {
        var occurrence = instances.at(start);
        events.delete(MicrosoftObject.id(occurrence), MicrosoftObject.etag(occurrence));
    }

    /** The original starts of those of which either says something of its own. */
    static Set<LocalDateTime> starts(ImportedEntry standing, ImportedEntry wanted) {
        var starts = new LinkedHashSet<LocalDateTime>();
        standing.overrides().forEach(each -> starts.add(each.originalStart()));
        wanted.overrides().forEach(each -> starts.add(each.originalStart()));
        return starts;
    }

    /** What an occurrence says, an exception or not. */
    static Content at(ImportedEntry entry, LocalDateTime start) {
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
}
