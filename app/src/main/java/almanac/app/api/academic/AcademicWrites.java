package almanac.app.api.academic;

import almanac.app.web.Patch;
import almanac.app.web.SentBack;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryKind;
import almanac.entry.EntryView;
import almanac.entry.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a body asks for, in the words of the domain.
 *
 * @param changes of what was sent, apart from the times
 */
record AcademicWrites(List<Change> changes, Optional<Instant> start, Optional<Instant> end) {

    /** The body of a creation. */
    static AcademicWrites creating(AcademicEventBody body) {
        var problems = new Problems();
        for (var field : List.of("title", "startDate", "eventType", "color")) {
            problems.read(() ->
                    Optional.of(AcademicFields.required(field, sent(field, body)).isPresent()));
        }
        return read(body, Optional.empty(), problems, true);
    }

    /**
     * The body of an update.
     *
     * @param standing what is sent as it is shown of this stays what it is: texts that others wrote
     *     within their limits, the number of a priority, and nothing where only a default was shown
     */
    static AcademicWrites updating(AcademicEventBody body, EntryView standing) {
        var details = standing.details();
        var defaults = ShownDefaults.on(standing.calendar().details());
        var asked = read(body, Optional.of(standing), new Problems(), false);
        return new AcademicWrites(
                asked.changes().stream()
                        .filter(change -> !defaults.echoedBy(change, details))
                        .toList(),
                asked.start(),
                asked.end());
    }

    private static Patch<String> sent(String field, AcademicEventBody body) {
        return switch (field) {
            case "title" -> body.title();
            case "startDate" -> body.startDate();
            case "eventType" -> body.eventType();
            default -> body.color();
        };
    }

    /** A field that must be there and is null was named already. */
    private static AcademicWrites read(
            AcademicEventBody body,
            Optional<EntryView> standing,
            Problems problems,
            boolean requiredChecked) {
        var changes = new Changes(problems, requiredChecked, new ArrayList<>());
        var details = standing.map(EntryView::details);
        var title = details.map(Details::title);
        changes.add(
                "title",
                body.title(),
                true,
                to -> new Change.Title(SentBack.text(to, title, AcademicFields::title)));
        var description = details.flatMap(Details::description);
        changes.add(
                "description",
                body.description(),
                false,
                to -> new Change.Description(text("description", to, 1000, description)));
        var location = details.flatMap(Details::location);
        changes.add(
                "location",
                body.location(),
                false,
                to -> new Change.Location(text("location", to, 255, location)));
        var color =
                details.flatMap(Details::color)
                        .or(() -> standing.map(view -> view.calendar().details().color()));
        changes.add(
                "color",
                body.color(),
                true,
                to ->
                        new Change.Color(
                                Optional.of(SentBack.text(to, color, AcademicFields::color))));
        changes.add(
                "eventType",
                body.eventType(),
                true,
                to ->
                        new Change.Kind(
                                Optional.of(
                                        AcademicFields.word("eventType", to, EntryKind.values()))));
        changes.add(
                "priority",
                body.priority(),
                false,
                to ->
                        new Change.PriorityTo(
                                Optional.of(priority(to, details.flatMap(Details::priority)))));
        problems.read(() ->
                        body.courseId()
                                .change()
                                .map(to -> to.map(AcademicFields::course))
                                .map(Change.Course::new))
                .ifPresent(changes.found()::add);
        var start = instant("startDate", body.startDate(), problems, requiredChecked);
        var end = instant("endDate", body.endDate(), problems, false);
        problems.read(() -> ordered(start, end));
        problems.refuse("Invalid input data");
        return new AcademicWrites(List.copyOf(changes.found()), start, end);
    }

    private static Priority priority(String sent, Optional<Priority> standing) {
        var level = AcademicFields.word("priority", sent, Priority.Level.values());
        return standing.filter(number -> number.level() == level)
                .orElseGet(() -> Priority.of(level));
    }

    private record Changes(Problems problems, boolean requiredChecked, List<Change> found) {
        void add(
                String field,
                Patch<String> sent,
                boolean required,
                Function<String, Change> change) {
            if (required && requiredChecked && sent instanceof Patch.Null) {
                return;
            }
            problems.read(() -> AcademicFields.given(field, sent).map(change))
                    .ifPresent(found::add);
        }
    }

    private static Optional<Instant> instant(
            String field, Patch<String> sent, Problems problems, boolean checked) {
        if (checked && sent instanceof Patch.Null) {
            return Optional.empty();
        }
        return problems.read(() ->
                AcademicFields.given(field, sent).map(to -> AcademicFields.instant(field, to)));
    }

    private static Optional<Instant> ordered(Optional<Instant> start, Optional<Instant> end) {
        if (start.flatMap(from -> end.filter(from::isAfter)).isPresent()) {
            throw almanac.message.Rejected.invalid(
                    "endDate", "endDate must not be before startDate");
        }
        return end;
    }

    private static Optional<String> text(
            String field, String sent, int longest, Optional<String> shown) {
        return Optional.of(
                        SentBack.text(
                                sent, shown, text -> AcademicFields.text(field, text, longest)))
                .filter(text -> !text.isEmpty());
    }
}
