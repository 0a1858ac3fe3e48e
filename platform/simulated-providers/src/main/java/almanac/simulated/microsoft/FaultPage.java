package almanac.simulated.microsoft;

import almanac.simulated.Faults;
import almanac.simulated.Forms;
import almanac.simulated.Html;
import almanac.simulated.Simulator.Request;
import almanac.simulated.Simulator.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where a person makes the simulated Microsoft fail. */
final class FaultPage {

    private FaultPage() {}

    static Response answer(Request request, Faults faults, Controls controls) {
        if (request.method().equals("POST")) {
            var form = Forms.read(request.body());
            var chosen =
                    Optional.ofNullable(choices(faults, controls).get(form.getOrDefault("do", "")));
            chosen.ifPresent(Runnable::run);
            return chosen.isPresent()
                    ? Response.seeOther("faults")
                    : Response.page(400, Html.page("Faults", "<p>There is no such fault.</p>"));
        }
        var main =
                new StringBuilder(
                        "<p>Each fault strikes the next requests, in the order in which they are planned. ");
        main.append("<span role=\"status\">Waiting: ")
                .append(faults.waiting())
                .append(". Subscriptions: ");
        main.append(controls.subscriptions().count()).append(".</span></p><form method=\"post\">");
        choices(faults, controls)
                .keySet()
                .forEach(name ->
                        main.append("<button name=\"do\" value=\"")
                                .append(Html.text(name))
                                .append("\">")
                                .append(Html.text(name))
                                .append("</button>"));
        main.append("</form><p><a href=\"person\">Edit as the account's person</a></p>");
        return Response.page(200, Html.page("Simulated Microsoft: faults", main.toString()));
    }

    private static Map<String, Runnable> choices(Faults faults, Controls controls) {
        var choices = new LinkedHashMap<String, Runnable>();
        choices.put(
                "Too many requests, wait 5 seconds",
                () -> faults.plan(throttled(429, "ApplicationThrottled"), 1));
        choices.put(
                "Mailbox concurrency limit",
                () -> faults.plan(throttled(429, "MailboxConcurrency"), 1));
        choices.put(
                "Service unavailable", () -> faults.plan(throttled(503, "ServiceUnavailable"), 1));
        choices.put("Lose the next answer", () -> faults.plan(new Faults.LostAnswer(), 1));
        choices.put("Cut the next answer in half", () -> faults.plan(new Faults.Truncated(), 1));
        choices.put("Forget the planned faults", faults::clear);
        choices.put("Expire delta tokens", () -> controls.rounds().expire(""));
        choices.put("Expire access tokens", controls.signIn()::expireAccessTokens);
        choices.put(
                "Revoke every grant",
                () -> controls.people().values().forEach(controls.signIn()::revoke));
        choices.put(
                "Drop the subscriptions",
                () -> controls.subscriptions().lifecycle("subscriptionRemoved"));
        return choices;
    }

    private static Faults.Status throttled(int status, String code) {
        var body = Json.object();
        body.putObject("error").put("code", code).put("message", "Application is over its limit.");
        return new Faults.Status(status, Optional.of(Duration.ofSeconds(5)), body.toString());
    }
}
