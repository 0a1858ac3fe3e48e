package almanac.simulated.microsoft;

import almanac.simulated.Notice;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Change notifications: who wants to be called when something happens in a calendar. */
final class Subscriptions {

    /** Outlook events live no longer; and no shorter than 45 minutes. */
    private static final Duration LONGEST = Duration.ofMinutes(4_230);

    private static final Duration SHORTEST = Duration.ofMinutes(45);

    private final Map<String, Subscription> standing = new LinkedHashMap<>();
    private final List<Notice> waiting = new ArrayList<>();
    private final Notice.Sender sender;
    private final Handshake handshake;
    private long names;

    private record Subscription(
            String id, String mailbox, String calendar, ObjectNode json, Instant expires) {}

    Subscriptions(Notice.Sender sender, Handshake handshake) {
        this.sender = sender;
        this.handshake = handshake;
    }

    ObjectNode create(Mailbox mailbox, JsonNode sent) {
        var resource = Json.text(sent, "resource").orElse("");
        var parts = resource.replaceAll("^/", "").split("/");
        if (parts.length != 4 || !resource.contains("calendars/") || !parts[3].equals("events")) {
            throw new Refusal(400, "ExtensionError", "The resource is not supported.");
        }
        var calendar = mailbox.calendar(parts[2]).id();
        if (Json.text(sent, "clientState").orElse("").length() > 128) {
            throw new Refusal(400, "ValidationError", "clientState is too long.");
        }
        handshake(sent, "notificationUrl");
        if (sent.has("lifecycleNotificationUrl")) {
            handshake(sent, "lifecycleNotificationUrl");
        }
        var json = (ObjectNode) sent.deepCopy();
        var expires = expires(sent, mailbox.clock.instant());
        var id = "5ub5c21b-0000-4000-8000-" + String.format("%012d", ++names);
        json.put("id", id).put("expirationDateTime", Times.utc(expires));
        standing.put(id, new Subscription(id, mailbox.address, calendar, json, expires));
        return json;
    }

    private void handshake(JsonNode sent, String name) {
        var url = Json.text(sent, name).orElseThrow(() -> Refusal.invalid(name + " is missing."));
        var token =
                "Validation: Testing client application reachability for subscription " + ++names;
        var asked =
                url
                        + (url.contains("?") ? "&" : "?")
                        + "validationToken="
                        + URLEncoder.encode(token, StandardCharsets.UTF_8);
        if (!handshake.echo(URI.create(asked)).equals(Optional.of(token))) {
            throw new Refusal(
                    400, "ValidationError", "Subscription validation request failed for " + name);
        }
    }

    private static Instant expires(JsonNode sent, Instant now) {
        try {
            var wanted =
                    OffsetDateTime.parse(Json.text(sent, "expirationDateTime").orElse(""))
                            .toInstant();
            if (wanted.isAfter(now.plus(LONGEST).plusSeconds(60))) {
                throw new Refusal(
                        400,
                        "ExtensionError",
                        "Subscription expiration can only be 4230 minutes in the future.");
            }
            return wanted.isBefore(now.plus(SHORTEST)) ? now.plus(SHORTEST) : wanted;
        } catch (DateTimeException wrong) {
            throw Refusal.invalid("expirationDateTime is missing.");
        }
    }

    ObjectNode renew(Mailbox mailbox, String id, JsonNode sent) {
        var old = of(mailbox, id);
        var expires = expires(sent, mailbox.clock.instant());
        old.json().put("expirationDateTime", Times.utc(expires));
        standing.put(id, new Subscription(id, old.mailbox(), old.calendar(), old.json(), expires));
        return old.json();
    }

    void remove(Mailbox mailbox, String id) {
        standing.remove(of(mailbox, id).id());
    }

    private Subscription of(Mailbox mailbox, String id) {
        return Optional.ofNullable(standing.get(id))
                .filter(each -> each.mailbox().equals(mailbox.address))
                .filter(each -> each.expires().isAfter(mailbox.clock.instant()))
                .orElseThrow(
                        () -> new Refusal(404, "ResourceNotFound", "The object was not found."));
    }

    void touched(Mailbox.Touch touch) {
        var now = touch.mailbox().clock.instant();
        standing.values().removeIf(each -> !each.expires().isAfter(now));
        for (var each : standing.values()) {
            if (each.mailbox().equals(touch.mailbox().address)
                    && each.calendar().equals(touch.calendar())) {
                var one = notice(each).put("changeType", touch.kind());
                one.put("resource", "Users/" + touch.mailbox().object + "/Events/" + touch.event());
                call(each, "notificationUrl", one);
            }
        }
    }

    /** Tells every subscriber: reauthorizationRequired, subscriptionRemoved or missed. */
    void lifecycle(String event) {
        for (var each : standing.values()) {
            call(each, "lifecycleNotificationUrl", notice(each).put("lifecycleEvent", event));
        }
        if (event.equals("subscriptionRemoved")) {
            standing.clear();
        }
    }

    private static ObjectNode notice(Subscription subscription) {
        var one = Json.object().put("subscriptionId", subscription.id());
        one.put("subscriptionExpirationDateTime", Times.utc(subscription.expires()));
        Json.text(subscription.json(), "clientState").ifPresent(s -> one.put("clientState", s));
        return one.put("tenantId", SignIn.TENANT);
    }

    private void call(Subscription to, String url, ObjectNode one) {
        var body = Json.object();
        body.putArray("value").add(one);
        Json.text(to.json(), url)
                .ifPresent(at ->
                        waiting.add(
                                new Notice(
                                        URI.create(at),
                                        List.of(Map.entry("Content-Type", "application/json")),
                                        body.toString())));
    }

    int count() {
        return standing.size();
    }

    /** What is still to be sent; the caller sends it outside of every lock. */
    List<Runnable> takeCalls() {
        List<Runnable> calls =
                waiting.stream().<Runnable>map(each -> () -> sender.send(each)).toList();
        waiting.clear();
        return calls;
    }
}
