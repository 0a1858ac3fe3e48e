package almanac.sync.microsoft;

import almanac.entry.Details;
import almanac.entry.Priority;
import almanac.entry.Recurrence;
import almanac.entry.Status;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.time.Span;
import com.microsoft.graph.models.BodyType;
import com.microsoft.graph.models.Event;
import com.microsoft.graph.models.FreeBusyStatus;
import com.microsoft.graph.models.Importance;
import com.microsoft.graph.models.ItemBody;
import com.microsoft.graph.models.Location;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Our entries as what is to be written of Graph's events: only what differs. Colour, icon, notes,
 * course and the lines that we do not model have no place there.
 */
final class MicrosoftEntryWriter {

    /** What is written. */
    enum Field {
        TITLE,
        DESCRIPTION,
        LOCATION,
        STATUS,
        TAGS,
        PRIORITY,
        WHEN,
        REPEATS;

        /** Whether only the account itself sees it, so that nobody is told of it. */
        boolean own() {
            return this == STATUS || this == TAGS;
        }
    }

    /** One event, or one occurrence, as we have it. */
    record Content(Details details, Span span, Optional<Recurrence> recurrence) {}

    private final Event patch = new Event();
    private final Set<Field> fields = EnumSet.noneOf(Field.class);
    private final Content wanted;

    private MicrosoftEntryWriter(Content wanted) {
        this.wanted = wanted;
    }

    /** All of it, for what is not there yet. */
    static MicrosoftEntryWriter all(Content wanted) {
        var writer = new MicrosoftEntryWriter(wanted);
        writer.title();
        writer.details(Details.titled(wanted.details().title()));
        writer.when();
        if (wanted.recurrence().isPresent()) {
            writer.repeats();
        }
        return writer;
    }

    /**
     * What turns one into the other.
     *
     * @throws ProviderFailed Unsupported where Graph cannot hold it
     */
    static MicrosoftEntryWriter between(Content standing, Content wanted) {
        var writer = new MicrosoftEntryWriter(wanted);
        if (!standing.details().title().equals(wanted.details().title())) {
            writer.title();
        }
        writer.details(standing.details());
        var moved = !MicrosoftTimes.same(standing.span(), wanted.span());
        if (moved) {
            writer.when();
        }
        if (moved && wanted.recurrence().isPresent() || !writer.repeatsAs(standing)) {
            writer.repeats();
        }
        return writer;
    }

    private void title() {
        patch.setSubject(wanted.details().title());
        fields.add(Field.TITLE);
    }

    private void details(Details standing) {
        var details = wanted.details();
        var text = description(details);
        if (!description(standing).equals(text)) {
            var body = new ItemBody();
            body.setContentType(BodyType.Text);
            body.setContent(text.orElse(""));
            patch.setBody(body);
            fields.add(Field.DESCRIPTION);
        }
        if (!standing.location().equals(details.location())) {
            var location = new Location();
            location.setDisplayName(details.location().orElse(""));
            patch.setLocation(location);
            fields.add(Field.LOCATION);
        }
        if (standing.status() != details.status()) {
            patch.setShowAs(shown(details.status()));
            fields.add(Field.STATUS);
        }
        if (!standing.tags().equals(details.tags())) {
            patch.setCategories(details.tags());
            fields.add(Field.TAGS);
        }
        if (importance(standing) != importance(details)) {
            patch.setImportance(importance(details));
            fields.add(Field.PRIORITY);
        }
    }

    private static FreeBusyStatus shown(Status status) {
        return switch (status) {
            case TENTATIVE -> FreeBusyStatus.Tentative;
            case CONFIRMED -> FreeBusyStatus.Busy;
            case CANCELLED ->
                    throw new ProviderFailed(
                            new ProviderFailure.Unsupported(
                                    "Outlook cannot keep an event that we cancelled"));
        };
    }

    /** As Outlook gives it back. */
    private static Optional<String> description(Details details) {
        return details.description().flatMap(text -> MicrosoftBody.written(text, false));
    }

    private static Importance importance(Details details) {
        return switch (details.priority().map(Priority::level).orElse(Priority.Level.MEDIUM)) {
            case HIGH -> Importance.High;
            case MEDIUM -> Importance.Normal;
            case LOW -> Importance.Low;
        };
    }

    private void when() {
        MicrosoftTimes.write(wanted.span(), patch);
        fields.add(Field.WHEN);
    }

    private boolean repeatsAs(Content standing) {
        if (standing.recurrence().equals(wanted.recurrence())) {
            return true;
        }
        return standing.recurrence().isPresent()
                && wanted.recurrence().isPresent()
                && pattern(standing)
                        .filter(known -> MicrosoftRules.same(known, pattern(wanted).orElseThrow()))
                        .isPresent();
    }

    private static Optional<MicrosoftRecurrence> pattern(Content content) {
        return content.recurrence().map(each -> MicrosoftRecurrence.of(each, content.span()));
    }

    private void repeats() {
        if (wanted.recurrence().isEmpty()) {
            patch.setRecurrence(null);
        } else {
            patch.setRecurrence(pattern(wanted).orElseThrow().toGraph(wanted.span()));
        }
        fields.add(Field.REPEATS);
    }

    boolean says() {
        return !fields.isEmpty();
    }

    Set<Field> fields() {
        return fields;
    }

    Event patch() {
        return patch;
    }
}
