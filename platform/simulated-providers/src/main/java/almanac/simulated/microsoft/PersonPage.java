package almanac.simulated.microsoft;

import almanac.simulated.Forms;
import almanac.simulated.Html;
import almanac.simulated.Simulator.Request;
import almanac.simulated.Simulator.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;

/** Where a person plays the account's person: sees its events, adds, changes and deletes. */
final class PersonPage {

    private static final String ZONE = "W. Europe Standard Time";

    private PersonPage() {}

    static Response answer(Request request, Map<String, Mailbox> people, Graph.Writer writer) {
        var name = request.parameter("account").orElse(SimulatedMicrosoft.ALEX);
        var mailbox = Optional.ofNullable(people.get(name));
        if (mailbox.isEmpty()) {
            return Response.page(
                    404, Html.page("Simulated Outlook", "<p>There is no such account.</p>"));
        }
        if (!request.method().equals("POST")) {
            return page(people, mailbox.get());
        }
        try {
            edit(Forms.read(request.body()), mailbox.get(), writer.to(mailbox.get()));
            return Response.seeOther(
                    "person?account=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
        } catch (Refusal | DateTimeException wrong) {
            return Response.page(
                    400,
                    Html.page(
                            "Simulated Outlook",
                            "<p role=\"alert\">"
                                    + Html.text(String.valueOf(wrong.getMessage()))
                                    + "</p><p><a href=\"person\">Back</a></p>"));
        }
    }

    private static void edit(Map<String, String> form, Mailbox mailbox, Writes writes) {
        var id = form.getOrDefault("event", "");
        switch (form.getOrDefault("do", "")) {
            case "add" -> {
                var start = LocalDateTime.parse(form.getOrDefault("start", ""));
                var event = Json.object().put("subject", form.getOrDefault("subject", ""));
                event.set("start", Times.moment(start, ZONE));
                event.set("end", Times.moment(start.plusHours(1), ZONE));
                writes.create(mailbox.calendar(form.getOrDefault("calendar", "")).id(), event);
            }
            case "save" -> {
                var event = mailbox.event(id);
                var start = LocalDateTime.parse(form.getOrDefault("start", ""));
                var patch = Json.object().put("subject", form.getOrDefault("subject", ""));
                if (!start.equals(event.start())) {
                    var length =
                            java.time.Duration.between(
                                    event.start(), Times.local(event.fields.path("end")));
                    patch.set("start", Times.moment(start, event.zone()));
                    patch.set(
                            "end",
                            Times.moment(
                                    start.plus(length), Times.zoneName(event.fields.path("end"))));
                }
                writes.update(event, patch);
            }
            case "delete" -> writes.delete(mailbox.event(id));
            default -> throw Refusal.invalid("Nothing to do.");
        }
    }

    private static Response page(Map<String, Mailbox> people, Mailbox mailbox) {
        var main = new StringBuilder("<nav aria-label=\"Accounts\"><ul>");
        people.keySet()
                .forEach(each ->
                        main.append("<li><a href=\"person?account=")
                                .append(URLEncoder.encode(each, StandardCharsets.UTF_8))
                                .append("\">")
                                .append(Html.text(each))
                                .append("</a></li>"));
        main.append("</ul></nav>");
        for (var calendar : mailbox.calendars.values()) {
            main.append("<h2>").append(Html.text(calendar.name())).append("</h2>");
            mailbox.events.values().stream()
                    .filter(event -> event.calendar.equals(calendar.id()))
                    .forEach(event -> main.append(form(event)));
            if (calendar.editable()) {
                main.append(
                                "<form method=\"post\"><fieldset><legend>New event</legend><input type=\"hidden\" name=\"calendar\" value=\"")
                        .append(Html.text(calendar.id()))
                        .append("\">")
                        .append(fields("", ""))
                        .append("<button name=\"do\" value=\"add\">Add</button></fieldset></form>");
            }
        }
        main.append("<p><a href=\"faults\">Faults</a></p>");
        return Response.page(
                200, Html.page("Simulated Outlook: " + mailbox.address, main.toString()));
    }

    private static String form(StoredEvent event) {
        var subject = Json.text(event.fields, "subject").orElse("");
        return "<form method=\"post\"><fieldset><legend>"
                + Html.text(subject)
                + (event.series() ? " (series)" : "")
                + "</legend><input type=\"hidden\" name=\"event\" value=\""
                + Html.text(event.id)
                + "\">"
                + fields(subject, event.start().toString())
                + "<p>Time zone: "
                + Html.text(event.zone())
                + "</p><button name=\"do\" value=\"save\">Save</button>"
                + "<button name=\"do\" value=\"delete\">Delete</button></fieldset></form>";
    }

    private static String fields(String subject, String start) {
        return "<label>Subject <input name=\"subject\" value=\""
                + Html.text(subject)
                + "\" required></label><label>Start <input type=\"datetime-local\" name=\"start\" value=\""
                + Html.text(start)
                + "\" required></label>";
    }
}
