package almanac.sync.google;

import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Status;
import almanac.sync.provider.Draft;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import com.google.api.client.util.Data;
import com.google.api.services.calendar.model.Event;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Says in Google's words what differs. */
final class GoogleEntryWriter {

    private GoogleEntryWriter() {}

    /** A new event; exclusions go with it, overrides are written to its instances later. */
    static Event create(String id, Draft draft) {
        var content = draft.content();
        if (content.details().status() == Status.CANCELLED) {
            throw new ProviderFailed(
                    new ProviderFailure.Unsupported(
                            "Google has no cancelled events: it would stand there as if it took place"));
        }
        var event = Wire.of(content.details(), content.span()).event();
        var lines = GoogleRecurrence.write(content, content.exclusions());
        if (!lines.isEmpty()) {
            event.setRecurrence(lines);
        }
        return event.setId(id)
                .setExtendedProperties(
                        new Event.ExtendedProperties()
                                .setPrivate(Map.of(GoogleEntryReader.MARK, draft.operation())));
    }

    /**
     * What of the master differs; empty when nothing does.
     *
     * @param now the master as Google has it
     */
    static Event master(ImportedEntry known, ImportedEntry wanted, Event now) throws Unreadable {
        var patch =
                Wire.of(known.details(), known.span())
                        .patchTo(
                                Wire.of(wanted.details(), wanted.span()), GooglePeople.guests(now));
        var lines = GoogleRecurrence.write(wanted, exclusions(known, wanted, now));
        var knownLines = GoogleRecurrence.write(known, listed(now, known));
        if (!lines.equals(knownLines)) {
            patch.setRecurrence(lines.isEmpty() ? Data.nullOf(ArrayList.class) : lines);
        }
        return GooglePeople.ofAll(now, patch);
    }

    /**
     * Which exclusions the rule's lines name. Where the occurrences stay, only those that they name
     * already and that are still wanted: new ones are cancelled instances, as in Google's own page.
     */
    private static Collection<LocalDateTime> exclusions(
            ImportedEntry known, ImportedEntry wanted, Event now) throws Unreadable {
        if (!sameOccurrences(known, wanted)) {
            return wanted.exclusions();
        }
        var kept = new TreeSet<>(listed(now, known));
        kept.retainAll(wanted.exclusions());
        return kept;
    }

    private static List<LocalDateTime> listed(Event now, ImportedEntry known) throws Unreadable {
        var lines = Optional.ofNullable(now.getRecurrence()).orElse(List.of());
        return known.recurrence().isEmpty()
                ? List.of()
                : GoogleRecurrence.read(lines, known.span()).exclusions();
    }

    static boolean sameOccurrences(ImportedEntry known, ImportedEntry wanted) {
        return GoogleTimes.start(known.span()).equals(GoogleTimes.start(wanted.span()))
                && GoogleRecurrence.write(known, List.of())
                        .equals(GoogleRecurrence.write(wanted, List.of()));
    }

    /** One occurrence as it should be, as an exception that nobody named yet. */
    static Event exception(
            ImportedEntry content, ImportedOverride override, Occurrences occurrences) {
        return Wire.of(override.details(), override.span())
                .event()
                .setId(content.uid() + " " + override.originalStart())
                .setOriginalStartTime(occurrences.original(override.originalStart()));
    }
}
