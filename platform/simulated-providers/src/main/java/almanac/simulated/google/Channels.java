package almanac.simulated.google;

import almanac.simulated.Notice;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Push channels (guide "Push notifications"). */
final class Channels {

    private static final Duration LONGEST = Duration.ofDays(7);

    private final Map<String, Channel> open = new LinkedHashMap<>();
    private boolean mute;

    private record Channel(
            String id,
            String owner,
            String shelf,
            String resource,
            URI address,
            String token,
            Instant expires,
            long messages) {

        Notice notice(String state, String uri) {
            var headers = new ArrayList<Map.Entry<String, String>>();
            headers.add(Map.entry("X-Goog-Channel-ID", id));
            headers.add(Map.entry("X-Goog-Message-Number", Long.toString(messages)));
            headers.add(Map.entry("X-Goog-Resource-ID", resource));
            headers.add(Map.entry("X-Goog-Resource-State", state));
            headers.add(Map.entry("X-Goog-Resource-URI", uri));
            headers.add(
                    Map.entry(
                            "X-Goog-Channel-Expiration",
                            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                    expires.atOffset(ZoneOffset.UTC))));
            if (!token.isEmpty()) {
                headers.add(Map.entry("X-Goog-Channel-Token", token));
            }
            return new Notice(address, headers, "");
        }

        /** Message numbers rise and are not contiguous. */
        Channel counted() {
            return new Channel(
                    id,
                    owner,
                    shelf,
                    resource,
                    address,
                    token,
                    expires,
                    messages + 1 + messages % 3);
        }
    }

    ObjectNode open(World world, String owner, Shelf shelf, ObjectNode wish) {
        var id = Json.text(wish, "id");
        if (id.isEmpty() || id.length() > 64 || Json.text(wish, "token").length() > 256) {
            throw Refusal.invalid("Invalid Value");
        }
        if (!Json.text(wish, "type").equals("web_hook")) {
            throw Refusal.invalid("Invalid channel type");
        }
        open.values().removeIf(channel -> !channel.expires().isAfter(world.now()));
        if (open.containsKey(id)) {
            throw new Refusal(400, "channelIdNotUnique", "Channel id not unique");
        }
        var channel =
                new Channel(
                        id,
                        owner,
                        shelf.id(),
                        "res-" + Integer.toHexString(shelf.id().hashCode()),
                        address(wish),
                        Json.text(wish, "token"),
                        expiry(wish, world.now()),
                        1);
        open.put(id, channel.counted());
        world.notice(channel.notice("sync", uri(shelf.id())));
        var answer = Json.object();
        answer.put("kind", "api#channel");
        answer.put("id", id);
        answer.put("resourceId", channel.resource());
        answer.put("resourceUri", uri(shelf.id()));
        answer.put("token", channel.token());
        answer.put("expiration", Long.toString(channel.expires().toEpochMilli()));
        return answer;
    }

    private static URI address(ObjectNode wish) {
        try {
            var address = URI.create(Json.text(wish, "address"));
            if (address.isAbsolute()) {
                return address;
            }
        } catch (IllegalArgumentException wrong) {
            // refused below
        }
        throw new Refusal(401, "push.webhookUrlNotHttps", "WebHook callback must be HTTPS");
    }

    private static Instant expiry(ObjectNode wish, Instant now) {
        var latest = now.plus(LONGEST);
        var asked = wish.path("expiration").asString("");
        var wanted = asked.isEmpty() ? latest : Instant.ofEpochMilli(Long.parseLong(asked));
        return wanted.isBefore(latest) ? wanted : latest;
    }

    private static String uri(String shelf) {
        return "https://www.googleapis.com/calendar/v3/calendars/" + shelf + "/events?alt=json";
    }

    void stop(String owner, ObjectNode which) {
        var channel = open.get(Json.text(which, "id"));
        if (channel == null
                || !channel.owner().equals(owner)
                || !channel.resource().equals(Json.text(which, "resourceId"))) {
            throw new Refusal(404, "notFound", "Channel not found");
        }
        open.remove(channel.id());
    }

    List<Notice> changed(String shelf, Instant now) {
        var notices = new ArrayList<Notice>();
        open.replaceAll((id, channel) -> {
            if (mute || !channel.shelf().equals(shelf) || !channel.expires().isAfter(now)) {
                return channel;
            }
            notices.add(channel.notice("exists", uri(shelf)));
            return channel.counted();
        });
        return notices;
    }

    /** From now on nothing is sent, and nobody is told; false lets notices through again. */
    void mute(boolean silent) {
        mute = silent;
    }

    boolean muted() {
        return mute;
    }

    List<String> ids() {
        return List.copyOf(open.keySet());
    }
}
