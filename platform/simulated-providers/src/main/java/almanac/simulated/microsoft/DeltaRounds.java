package almanac.simulated.microsoft;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code calendarView/delta}. A first round of several pages has an empty page after its first, and
 * each later page begins with what the one before ended with: both are allowed, so both happen.
 */
final class DeltaRounds {

    private static final int MOST_TOKENS = 20_000;

    private final Map<String, Round> rounds = new HashMap<>();
    private long names;
    private String expired = "";

    /**
     * @param since the last change that the client knows; empty for everything
     * @param left what is still to be sent of the round; empty in a delta token's
     */
    private record Round(
            String mailbox,
            String calendar,
            Instant from,
            Instant to,
            Optional<Long> since,
            Preferences preferences,
            Optional<List<ObjectNode>> left,
            long until) {}

    ObjectNode first(
            Mailbox mailbox,
            String calendar,
            Instant from,
            Instant to,
            Preferences wanted,
            URI link) {
        mailbox.calendar(calendar);
        return open(
                mailbox, Preferences.stored(calendar), from, to, Optional.empty(), wanted, link);
    }

    /** Answers the page that a token stands for. */
    ObjectNode next(Mailbox mailbox, String token, URI link) {
        var round =
                Optional.ofNullable(rounds.get(token))
                        .filter(each -> each.mailbox().equals(mailbox.address))
                        .orElseThrow(() -> lost(link));
        mailbox.calendar(round.calendar());
        return round.left().isPresent()
                ? page(round, round.left().get(), link)
                : open(
                        mailbox,
                        round.calendar(),
                        round.from(),
                        round.to(),
                        Optional.of(round.until()),
                        round.preferences(),
                        link);
    }

    /**
     * No token holds any more.
     *
     * @param code what is said of them: an empty one for 410 with a Location
     */
    void expire(String code) {
        rounds.clear();
        expired = code;
    }

    private Refusal lost(URI link) {
        return expired.isEmpty()
                ? new Refusal(
                        410,
                        "SyncStateNotFound",
                        "The sync state generation is not found.",
                        List.of(Map.entry("Location", link + "?$deltatoken=")))
                : new Refusal(400, expired, "The sync state is not found.");
    }

    private ObjectNode open(
            Mailbox mailbox,
            String calendar,
            Instant from,
            Instant to,
            Optional<Long> since,
            Preferences preferences,
            URI link) {
        var until = mailbox.visible();
        var rendering = new Rendering(preferences, mailbox.address);
        var items = new DeltaItems(mailbox, rendering, from, to, since.orElse(0L), until);
        var list = since.isPresent() ? items.changed(calendar) : items.all(calendar);
        if (since.isEmpty() && list.size() > preferences.page()) {
            list.add(preferences.page(), Json.object());
        }
        return page(
                new Round(
                        mailbox.address,
                        calendar,
                        from,
                        to,
                        since,
                        preferences,
                        Optional.of(list),
                        until),
                list,
                link);
    }

    private ObjectNode page(Round round, List<ObjectNode> items, URI link) {
        var size = round.preferences().page();
        var page = new ArrayList<>(items.subList(0, Math.min(size, items.size())));
        var rest = new ArrayList<>(items.subList(page.size(), items.size()));
        if (!items.isEmpty() && items.getFirst().isEmpty()) {
            page.clear();
            rest = new ArrayList<>(items.subList(1, items.size()));
        } else if (!rest.isEmpty() && page.size() > 1 && !rest.getFirst().isEmpty()) {
            rest.addFirst(page.getLast());
        }
        var answer = Json.object();
        answer.put("@odata.context", link.resolve("/") + "$metadata#Collection(event)");
        answer.putArray("value").addAll(page);
        if (rest.isEmpty()) {
            answer.put("@odata.deltaLink", link(link, "$deltatoken", round, Optional.empty()));
        } else {
            answer.put("@odata.nextLink", link(link, "$skiptoken", round, Optional.of(rest)));
        }
        return answer;
    }

    private String link(URI link, String name, Round round, Optional<List<ObjectNode>> left) {
        if (rounds.size() > MOST_TOKENS) {
            rounds.clear();
        }
        var token = "R0usmc" + ++names;
        rounds.put(
                token,
                new Round(
                        round.mailbox(),
                        round.calendar(),
                        round.from(),
                        round.to(),
                        round.since(),
                        round.preferences(),
                        left,
                        round.until()));
        return link + "?" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + token;
    }
}
