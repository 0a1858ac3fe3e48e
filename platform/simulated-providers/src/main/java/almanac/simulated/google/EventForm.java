package almanac.simulated.google;

import almanac.simulated.Html;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** An event as the fields of a form, and back. */
final class EventForm {

    private EventForm() {}

    static String hidden(Shelf shelf, String id) {
        return "<input type=\"hidden\" name=\"calendar\" value=\"%s\"><input type=\"hidden\" name=\"id\" value=\"%s\">"
                .formatted(Html.text(shelf.id()), Html.text(id));
    }

    static String empty(Shelf shelf) {
        return "<form method=\"post\" action=\"person\"><input type=\"hidden\" name=\"calendar\" value=\"%s\">%s<button>Create</button></form>"
                .formatted(Html.text(shelf.id()), fields(Json.object(), shelf, true));
    }

    static String filled(Shelf shelf, ObjectNode event, Item item) {
        var instance = item.origin().isPresent();
        return "<form method=\"post\" action=\"event\">%s%s<button name=\"action\" value=\"save\">%s</button>%s<button name=\"action\" value=\"delete\">Delete</button></form>"
                .formatted(
                        hidden(shelf, item.id()),
                        fields(event, shelf, !instance),
                        instance ? "Save this occurrence" : "Save",
                        instance
                                ? "<button name=\"action\" value=\"following\">Save this and the following</button>"
                                : "");
    }

    private static String fields(ObjectNode event, Shelf shelf, boolean repeats) {
        var html = new StringBuilder();
        html.append(input("Title", "summary", "text", Json.text(event, "summary")));
        html.append(input("Location", "location", "text", Json.text(event, "location")));
        html.append(
                "<label>Description <textarea name=\"description\" rows=\"3\">%s</textarea></label>"
                        .formatted(Html.text(Json.text(event, "description"))));
        var days = event.path("start").has("date");
        html.append(
                "<label><input type=\"checkbox\" name=\"days\" value=\"on\"%s> Whole days (times are ignored; the last day counts)</label>"
                        .formatted(days ? " checked" : ""));
        html.append(input("Start", "start", "datetime-local", local(event, "start", shelf)));
        html.append(input("End", "end", "datetime-local", local(event, "end", shelf)));
        if (repeats) {
            html.append(
                    input(
                            "Repeats, as an RRULE such as FREQ=WEEKLY;COUNT=10; empty for once",
                            "rule",
                            "text",
                            rule(event)));
        }
        return html.toString();
    }

    private static String input(String label, String name, String type, String value) {
        return "<label>%s <input type=\"%s\" name=\"%s\" value=\"%s\"></label>"
                .formatted(Html.text(label), type, name, Html.text(value));
    }

    private static String local(ObjectNode event, String field, Shelf shelf) {
        if (!event.has(field)) {
            return "";
        }
        return switch (Mark.read(field, event.path(field), shelf.zone())) {
            case Mark.Day(var date) ->
                    (field.equals("end") ? date.minusDays(1) : date).atStartOfDay().toString();
            case Mark.At(var time, var zone) -> time.toLocalDateTime().withNano(0).toString();
        };
    }

    static String when(ObjectNode event) {
        var start = event.path("start");
        var date = Json.text(start, "date");
        return date.isEmpty()
                ? Json.text(start, "dateTime") + " to " + Json.text(event.path("end"), "dateTime")
                : date + " to " + Json.text(event.path("end"), "date") + ", exclusive";
    }

    static String rule(ObjectNode event) {
        for (var line : event.path("recurrence")) {
            if (line.asString("").startsWith("RRULE:")) {
                return line.asString("").substring("RRULE:".length());
            }
        }
        return "";
    }

    /** What a form says, as a new event. */
    static ObjectNode event(Map<String, String> form, Shelf shelf) {
        var event = Json.object();
        event.put("summary", form.getOrDefault("summary", ""));
        event.put("location", form.getOrDefault("location", ""));
        event.put("description", form.getOrDefault("description", ""));
        event.set("start", mark(form, "start", shelf, ""));
        event.set("end", mark(form, "end", shelf, ""));
        var rule = form.getOrDefault("rule", "");
        if (!rule.isBlank()) {
            event.putArray("recurrence").add("RRULE:" + rule.strip());
        }
        return event;
    }

    /** What a form changes of an event; what the form cannot show or did not send stays. */
    static ObjectNode patch(Map<String, String> form, Shelf shelf, Item item) {
        var current = Rendering.whole(shelf, item);
        var patch = Json.object();
        for (var field : new String[] {"summary", "location", "description"}) {
            var to = form.getOrDefault(field, Json.text(current, field));
            if (!to.equals(Json.text(current, field))) {
                patch.put(field, to);
            }
        }
        for (var field : new String[] {"start", "end"}) {
            if (!form.containsKey(field)) {
                continue;
            }
            var zone = Json.text(current.path(field), "timeZone");
            var to = mark(form, field, shelf, zone);
            var same =
                    Mark.read(field, to, shelf.zone())
                            .local()
                            .equals(Mark.read(field, current.path(field), shelf.zone()).local());
            if (!same || to.path("date").isNull() == current.path(field).has("date")) {
                patch.set(field, to);
            }
        }
        var rule = form.getOrDefault("rule", rule(current)).strip();
        if (item.origin().isEmpty() && !rule.equals(rule(current))) {
            if (rule.isEmpty()) {
                patch.putNull("recurrence");
            } else {
                patch.putArray("recurrence").add("RRULE:" + rule);
            }
        }
        return patch;
    }

    private static ObjectNode mark(
            Map<String, String> form, String field, Shelf shelf, String zone) {
        var mark = Json.object();
        try {
            var time = LocalDateTime.parse(form.getOrDefault(field, ""));
            if (form.containsKey("days")) {
                LocalDate date = time.toLocalDate();
                mark.put("date", (field.equals("end") ? date.plusDays(1) : date).toString());
                mark.putNull("dateTime");
                mark.putNull("timeZone");
            } else {
                mark.put("dateTime", time.withNano(0) + (time.getSecond() == 0 ? ":00" : ""));
                mark.put("timeZone", zone.isEmpty() ? shelf.zone().getId() : zone);
                mark.putNull("date");
            }
        } catch (DateTimeException missing) {
            throw Refusal.invalid("Start and end must be given");
        }
        return mark;
    }
}
