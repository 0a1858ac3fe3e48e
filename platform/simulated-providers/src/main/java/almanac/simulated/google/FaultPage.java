package almanac.simulated.google;

import almanac.simulated.Faults;
import almanac.simulated.Html;
import almanac.simulated.Simulator;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Plans what goes wrong next. */
final class FaultPage {

    private static final int MOST = 1_000;

    private final SimulatedGoogle google;

    FaultPage(SimulatedGoogle google) {
        this.google = google;
    }

    Simulator.Response answer(Simulator.Request request, Map<String, String> posted) {
        if (request.method().equals("POST")) {
            act(posted);
            return Simulator.Response.seeOther("faults");
        }
        return Simulator.Response.page(
                200,
                Html.page(
                        "Simulated Google: faults",
                        """
                        <p>Requests that will still go wrong: <strong>%d</strong>. Push channels: \
                        <strong>%s</strong>.</p>
                        <form method="post" action="faults"><fieldset><legend>The next requests</legend>
                        <label>What happens <select name="fault">
                        <option value="lost">it is done, but the answer is lost</option>
                        <option value="truncated">it is done, but the answer breaks off</option>
                        <option value="429">429 too many requests, Retry-After 30 s</option>
                        <option value="user">403 user rate limit</option>
                        <option value="quota">403 quota exceeded</option>
                        <option value="500">500 internal error</option>
                        <option value="503">503 unavailable</option>
                        </select></label>
                        <label>How many requests <input type="number" name="times" value="1" min="1" \
                        max="1000"></label>
                        <button name="action" value="plan">Plan it</button>
                        <button name="action" value="clear">Forget what was planned</button>
                        </fieldset></form>
                        <form method="post" action="faults"><fieldset><legend>At once</legend>
                        <button name="action" value="expire-sync">Expire sync tokens</button>
                        <button name="action" value="expire-access">Expire access tokens</button>
                        <button name="action" value="revoke">Revoke the grant</button>
                        <button name="action" value="mute">Drop push channels silently</button>
                        <button name="action" value="unmute">Let push channels speak</button>
                        </fieldset></form>
                        <p><a href="person">Calendars</a></p>
                        """
                                .formatted(
                                        google.faults().waiting(),
                                        google.world().channels().muted() ? "silent" : "working")));
    }

    private void act(Map<String, String> posted) {
        switch (posted.getOrDefault("action", "")) {
            case "plan" -> google.faults().plan(fault(posted), times(posted));
            case "clear" -> google.faults().clear();
            case "expire-sync" -> google.expireSyncTokens();
            case "expire-access" -> google.expireAccessTokens();
            case "revoke" ->
                    google.world().accounts().forEach(each -> google.revokeGrants(each.email()));
            case "mute" -> google.muteChannels(true);
            case "unmute" -> google.muteChannels(false);
            default -> throw Refusal.invalid("Unknown action");
        }
    }

    private static int times(Map<String, String> posted) {
        try {
            return Math.clamp(Integer.parseInt(posted.getOrDefault("times", "1")), 1, MOST);
        } catch (NumberFormatException wrong) {
            throw Refusal.invalid("How many requests must be a number");
        }
    }

    private static Faults.Fault fault(Map<String, String> posted) {
        return switch (posted.getOrDefault("fault", "")) {
            case "lost" -> new Faults.LostAnswer();
            case "truncated" -> new Faults.Truncated();
            case "429" -> GoogleFaults.tooManyRequests(Optional.of(Duration.ofSeconds(30)));
            case "user" -> GoogleFaults.userRateLimit();
            case "quota" -> GoogleFaults.quotaExceeded();
            case "500" -> GoogleFaults.backendError(500);
            case "503" -> GoogleFaults.backendError(503);
            default -> throw Refusal.invalid("Unknown fault");
        };
    }
}
