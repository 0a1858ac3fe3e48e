package almanac.app.api.primecal;

import almanac.app.web.Patch;
import almanac.app.web.SentBack;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.Status;
import almanac.message.Rejected;
import almanac.time.Span;
import almanac.time.SpanEdit;
import almanac.time.SpanFields;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a body asks for, in the words of the domain. */
final class EventWrites {

    private EventWrites() {}

    /**
     * The detail changes of the fields that were sent.
     *
     * @param standing what is sent as it is shown of this stays what it is there, whatever its
     *     length
     */
    static List<Change> changes(EventBody body, Details standing) {
        var changes = new ArrayList<Change>();
        Fields.given("title", body.title())
                .map(sent -> SentBack.text(sent, Optional.of(standing.title()), Fields::title))
                .map(Change.Title::new)
                .ifPresent(changes::add);
        text(
                        body.description(),
                        "description",
                        Integer.MAX_VALUE,
                        standing.description(),
                        Change.Description::new)
                .ifPresent(changes::add);
        text(body.location(), "location", 200, standing.location(), Change.Location::new)
                .ifPresent(changes::add);
        body.status()
                .present()
                .map(sent -> Fields.word("status", sent, Arrays.asList(Status.values())))
                .map(Change.StatusTo::new)
                .ifPresent(changes::add);
        color(body.color(), standing.color()).ifPresent(changes::add);
        text(body.icon(), "icon", 10, standing.icon(), Change.Icon::new).ifPresent(changes::add);
        text(body.notes(), "notes", Integer.MAX_VALUE, standing.notes(), Change.Notes::new)
                .ifPresent(changes::add);
        tags(body, standing.tags()).map(Change.Tags::new).ifPresent(changes::add);
        return changes;
    }

    private static Optional<Change> text(
            Patch<String> sent,
            String field,
            int longest,
            Optional<String> standing,
            Function<Optional<String>, Change> change) {
        return sent.change()
                .map(to ->
                        change.apply(
                                to.map(text ->
                                                SentBack.text(
                                                        text,
                                                        standing,
                                                        each -> Fields.text(field, each, longest)))
                                        .filter(text -> !text.isEmpty())));
    }

    private static Optional<Change> color(Patch<String> sent, Optional<String> standing) {
        return standing.filter(color -> sent.equals(Patch.of(CssColors.hex(color))))
                .<Change>map(color -> new Change.Color(Optional.of(color)))
                .or(() -> text(sent, "color", 7, Optional.empty(), Change.Color::new));
    }

    /** Either name clears them with null, unless the other one says which there are. */
    private static Optional<List<String>> tags(EventBody body, List<String> standing) {
        return body.labels()
                .present()
                .map(sent -> Fields.tags("labels", sent, standing))
                .or(() -> body.tags().present().map(sent -> Fields.tags("tags", sent, standing)))
                .or(() ->
                        body.labels()
                                .change()
                                .or(() -> body.tags().change())
                                .map(nothing -> List.of()));
    }

    static Details details(EventBody body) {
        var titled = Details.titled(Fields.title(Fields.required("title", body.title())));
        return titled.withAll(changes(body, titled));
    }

    /** The span of a new event; its bare times are read in the zone. */
    static Span span(EventBody body, ZoneId zone) {
        return new SpanFields(
                        Fields.date("startDate", Fields.required("startDate", body.startDate())),
                        body.startTime().present().flatMap(sent -> Fields.time("startTime", sent)),
                        body.endDate()
                                .present()
                                .filter(sent -> !sent.isBlank())
                                .map(sent -> Fields.date("endDate", sent)),
                        body.endTime().present().flatMap(sent -> Fields.time("endTime", sent)),
                        body.isAllDay().present().orElse(false),
                        Optional.of(zone))
                .toSpan(zone);
    }

    /**
     * The edit of the time fields that were sent; empty when none was.
     *
     * @param standing a time that is sent as it is shown keeps the seconds that it has there
     */
    static Optional<SpanEdit> spanEdit(
            EventBody body, Span standing, ZoneId zone, Optional<ZoneId> newZone) {
        var now = SpanFields.of(standing);
        Optional<LocalDate> start =
                Fields.given("startDate", body.startDate())
                        .map(sent -> Fields.date("startDate", sent));
        var edit =
                new SpanEdit.Fields(
                        start,
                        time("startTime", body.startTime(), now.startTime()),
                        body.endDate()
                                .change()
                                .map(sent ->
                                        sent.filter(text -> !text.isBlank())
                                                .map(text -> Fields.date("endDate", text))),
                        time("endTime", body.endTime(), now.endTime()),
                        body.isAllDay().present(),
                        newZone,
                        zone);
        var nothing =
                edit.startDate().isEmpty()
                        && edit.startTime().isEmpty()
                        && edit.endDate().isEmpty()
                        && edit.endTime().isEmpty()
                        && edit.allDay().isEmpty()
                        && newZone.isEmpty();
        return nothing ? Optional.empty() : Optional.of(edit);
    }

    private static Optional<Optional<LocalTime>> time(
            String field, Patch<String> sent, Optional<LocalTime> standing) {
        return sent.change()
                .map(value ->
                        value.flatMap(text ->
                                standing.filter(time -> Fields.clock(time).equals(text))
                                        .or(() -> Fields.time(field, text))));
    }

    /** What {@code recurrence}, or {@code recurrenceType} with {@code recurrenceRule}, asks for. */
    record Repetition(RecurrenceBody body, Recurrences.Type type, String field) {
        Optional<Recurrences.Asked> from(Span span) {
            return Recurrences.of(body, type, field, span);
        }

        Optional<ZoneId> zone() {
            return Recurrences.zone(body, field);
        }

        /** Whether it stood in {@code recurrence} rather than among the fields of an event. */
        boolean explicit() {
            return field.equals("recurrence");
        }
    }

    private static final RecurrenceBody PLAIN =
            new RecurrenceBody(
                    Patch.absent(),
                    Patch.absent(),
                    Patch.absent(),
                    Patch.absent(),
                    Patch.absent(),
                    Patch.absent(),
                    Patch.absent(),
                    Patch.absent(),
                    Patch.absent(),
                    Patch.absent(),
                    Patch.absent());

    /**
     * The repetition of {@code POST} and {@code PATCH /api/events}; empty when the body says
     * nothing of it.
     *
     * @param present the word that the event shows now: a rule without a type keeps it, and the
     *     word alone, as clients send it back, changes nothing
     * @throws Rejected naming {@code recurrenceType} for a rule that nothing gives a type
     */
    static Optional<Repetition> typed(EventBody body, String present) {
        var rule = body.recurrenceRule().present();
        var sent = body.recurrenceType().present();
        if (sent.isEmpty() && rule.isEmpty()) {
            return body.recurrence().present().map(EventWrites::explicit);
        }
        if (rule.isEmpty() && sent.filter(present::equals).isPresent()) {
            return Optional.empty();
        }
        var word =
                sent.map(type -> Recurrences.type("recurrenceType", type))
                        .or(() -> rule.flatMap(EventWrites::ownType))
                        .orElseGet(() -> kept(present, rule));
        return Optional.of(
                new Repetition(
                        rule.filter(r -> word != Recurrences.Type.NONE).orElse(PLAIN),
                        word,
                        "recurrenceRule"));
    }

    private static Recurrences.Type kept(String present, Optional<RecurrenceBody> rule) {
        var type = Recurrences.type("recurrenceType", present);
        if (type == Recurrences.Type.NONE && !rule.equals(Optional.of(PLAIN))) {
            throw Rejected.invalid(
                    "recurrenceType", "recurrenceType is required with this recurrenceRule");
        }
        return type;
    }

    /** A raw rule names its frequency itself, so that any type does beside it. */
    private static Optional<Recurrences.Type> ownType(RecurrenceBody rule) {
        return rule.type()
                .present()
                .map(type -> Recurrences.type("recurrenceRule.type", type))
                .or(() -> rule.rrule().present().map(raw -> Recurrences.Type.DAILY));
    }

    /** The repetition of the recurring endpoints. */
    static Repetition explicit(RecurrenceBody body) {
        if (body.rrule().present().isPresent() && body.type().present().isEmpty()) {
            return new Repetition(body, Recurrences.Type.DAILY, "recurrence");
        }
        var type =
                Recurrences.type(
                        "recurrence.type", Fields.required("recurrence.type", body.type()));
        return new Repetition(body, type, "recurrence");
    }

    static Rejected unknownId(String field, String sent) {
        return new Rejected(
                new almanac.message.Rejection.Invalid(
                        field, "Validation failed (numeric string is expected)", sent));
    }
}
