package almanac.simulated.google;

import almanac.simulated.Forms;
import almanac.simulated.Html;
import almanac.simulated.Simulator;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What a person sees and does in a calendar. */
final class PersonPages {

    private static final int SHOWN_INSTANCES = 12;

    private final SimulatedGoogle google;

    PersonPages(SimulatedGoogle google) {
        this.google = google;
    }

    /** The events of a calendar, and a form for a new one. */
    Simulator.Response calendar(Simulator.Request request, Map<String, String> posted) {
        var shelf =
                google.world()
                        .shelf(
                                posted.getOrDefault(
                                        "calendar",
                                        request.parameter("calendar").orElse(SimulatedGoogle.SAM)))
                        .orElseThrow(Refusal::notFound);
        if (request.method().equals("POST")) {
            google.person().create(shelf.id(), Json.write(EventForm.event(posted, shelf)));
            return Simulator.Response.seeOther("person?calendar=" + Forms.encoded(shelf.id()));
        }
        var html = new StringBuilder("<nav aria-label=\"Calendars\"><ul>");
        for (var each : google.world().shelves()) {
            html.append(
                    "<li><a href=\"person?calendar=%s\"%s>%s</a></li>"
                            .formatted(
                                    Forms.encoded(each.id()),
                                    each == shelf ? " aria-current=\"page\"" : "",
                                    Html.text(each.name())));
        }
        html.append("</ul></nav>").append(table(shelf));
        html.append("<h2>New event</h2>").append(EventForm.empty(shelf));
        html.append("<p><a href=\"faults\">Faults</a></p>");
        return Simulator.Response.page(
                200, Html.page("Simulated Google: " + shelf.name(), html.toString()));
    }

    private String table(Shelf shelf) {
        var rows = new StringBuilder();
        for (var event : google.person().shown(shelf.id())) {
            rows.append(
                    "<tr><td><a href=\"%s\">%s</a></td><td>%s</td><td>%s</td></tr>"
                            .formatted(
                                    link(shelf, Json.text(event, "id")),
                                    Html.text(title(event)),
                                    Html.text(EventForm.when(event)),
                                    Html.text(EventForm.rule(event))));
        }
        return "<table><caption>Events</caption><thead><tr><th scope=\"col\">Title</th>"
                + "<th scope=\"col\">When</th><th scope=\"col\">Repeats</th></tr></thead><tbody>"
                + rows
                + "</tbody></table>";
    }

    private static String title(ObjectNode event) {
        var title = Json.text(event, "summary");
        return title.isEmpty() ? "(No title)" : title;
    }

    private static String link(Shelf shelf, String id) {
        return "event?calendar=" + Forms.encoded(shelf.id()) + "&amp;id=" + Forms.encoded(id);
    }

    /** One event or instance, to be changed. */
    Simulator.Response event(Simulator.Request request, Map<String, String> posted) {
        var from = request.method().equals("POST") ? posted : request.query();
        var shelf =
                google.world()
                        .shelf(from.getOrDefault("calendar", ""))
                        .orElseThrow(Refusal::notFound);
        var item = google.writes().existing(shelf, from.getOrDefault("id", ""));
        if (request.method().equals("POST")) {
            act(shelf, item, posted);
            return Simulator.Response.seeOther("person?calendar=" + Forms.encoded(shelf.id()));
        }
        var event = Rendering.whole(shelf, item);
        var html = new StringBuilder(EventForm.filled(shelf, event, item));
        html.append(moving(shelf, item));
        if (item.recurs()) {
            html.append(instances(shelf, item));
        }
        html.append(
                "<p><a href=\"person?calendar=%s\">Back to the calendar</a></p>"
                        .formatted(Forms.encoded(shelf.id())));
        return Simulator.Response.page(
                200, Html.page("Simulated Google: " + title(event), html.toString()));
    }

    private String moving(Shelf shelf, Item item) {
        if (item.origin().isPresent()) {
            return "";
        }
        var options = new StringBuilder();
        for (var each : google.world().shelves()) {
            if (each != shelf) {
                options.append(
                        "<option value=\"%s\">%s</option>"
                                .formatted(Html.text(each.id()), Html.text(each.name())));
            }
        }
        return "<form method=\"post\" action=\"event\">%s<label>Move to <select name=\"to\">%s</select></label><button name=\"action\" value=\"move\">Move</button></form>"
                .formatted(EventForm.hidden(shelf, item.id()), options);
    }

    private String instances(Shelf shelf, Item item) {
        var rows = new StringBuilder();
        for (var id : google.person().instances(shelf.id(), item.id(), SHOWN_INSTANCES)) {
            var instance = Rendering.whole(shelf, google.writes().existing(shelf, id));
            rows.append(
                    "<tr><td><a href=\"%s\">%s</a></td><td>%s</td></tr>"
                            .formatted(
                                    link(shelf, id),
                                    Html.text(EventForm.when(instance)),
                                    Html.text(title(instance))));
        }
        return "<table><caption>The first occurrences</caption><thead><tr><th scope=\"col\">When</th>"
                + "<th scope=\"col\">Title</th></tr></thead><tbody>"
                + rows
                + "</tbody></table>";
    }

    private void act(Shelf shelf, Item item, Map<String, String> posted) {
        switch (posted.getOrDefault("action", "")) {
            case "save" ->
                    google.person()
                            .edit(
                                    shelf.id(),
                                    item.id(),
                                    Json.write(EventForm.patch(posted, shelf, item)));
            case "following" ->
                    google.person()
                            .split(
                                    shelf.id(),
                                    item.origin().orElseThrow(Refusal::notFound).master(),
                                    item.id(),
                                    Json.write(EventForm.patch(posted, shelf, item)));
            case "delete" -> google.person().delete(shelf.id(), item.id());
            case "move" ->
                    google.person().move(shelf.id(), item.id(), posted.getOrDefault("to", ""));
            default -> throw Refusal.invalid("Unknown action");
        }
    }
}
