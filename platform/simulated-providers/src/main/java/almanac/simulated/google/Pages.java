package almanac.simulated.google;

import almanac.simulated.Forms;
import almanac.simulated.Html;
import almanac.simulated.Simulator;
import java.util.Map;

/** The pages for people: an index, consent, the person's calendar and the fault panel. */
final class Pages {

    private final PersonPages person;
    private final FaultPage faults;
    private final ConsentPage consent;

    Pages(SimulatedGoogle google, ConsentPage consent) {
        this.consent = consent;
        this.person = new PersonPages(google);
        this.faults = new FaultPage(google);
    }

    boolean answers(String path) {
        return switch (path) {
            case "", "/", "/person", "/event", "/faults", "/o/oauth2/v2/auth" -> true;
            default -> false;
        };
    }

    Simulator.Response answer(Simulator.Request request) {
        var posted =
                request.method().equals("POST")
                        ? Forms.read(request.body())
                        : Map.<String, String>of();
        try {
            return switch (request.path()) {
                case "/person" -> person.calendar(request, posted);
                case "/event" -> person.event(request, posted);
                case "/faults" -> faults.answer(request, posted);
                case "/o/oauth2/v2/auth" -> consent.answer(request);
                default -> index();
            };
        } catch (Refusal refusal) {
            return Simulator.Response.page(
                    400,
                    Html.page(
                            "That did not work",
                            "<p role=\"alert\">%s</p><p><a href=\"person\">Back to the calendars</a></p>"
                                    .formatted(Html.text(String.valueOf(refusal.getMessage())))));
        }
    }

    private static Simulator.Response index() {
        return Simulator.Response.page(
                200,
                Html.page(
                        "Simulated Google",
                        "<ul><li><a href=\"person\">Calendars: what a person edits there</a></li>"
                                + "<li><a href=\"faults\">Faults: what goes wrong next</a></li></ul>"));
    }
}
