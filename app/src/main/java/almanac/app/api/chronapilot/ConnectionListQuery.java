package almanac.app.api.chronapilot;

import almanac.connection.ConnectionId;
import almanac.connection.ConnectionView;
import almanac.connection.ProviderKind;
import almanac.message.Rejected;
import almanac.user.UserId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which part of the caller's connections to list (contract.md C2).
 *
 * @param user whose; nobody but the caller has any that the caller may see
 */
record ConnectionListQuery(
        Optional<UserId> user,
        Optional<ProviderKind> provider,
        List<Predicate<Instant>> created,
        int limit,
        Optional<ConnectionId> after,
        Optional<ConnectionId> before) {

    private static final int STANDARD = 25;
    private static final int MOST = 100;

    static ConnectionListQuery of(Map<String, String> sent) {
        var after = cursor(sent, "starting_after");
        var before = cursor(sent, "ending_before");
        if (after.isPresent() && before.isPresent()) {
            throw StartRequest.wrong(
                    "ending_before", "send starting_after or ending_before, not both", "");
        }
        return new ConnectionListQuery(
                Optional.ofNullable(sent.get("user_id")).map(ConnectionListQuery::user),
                Optional.ofNullable(sent.get("provider")).map(StartRequest::provider),
                created(sent),
                limit(sent),
                after,
                before);
    }

    private static UserId user(String text) {
        return PilotIds.user(text)
                .orElseThrow(() -> StartRequest.wrong("user_id", "user_id must name a user", text));
    }

    private static int limit(Map<String, String> sent) {
        var text = sent.get("limit");
        if (text == null) {
            return STANDARD;
        }
        if (!text.matches("\\d{1,3}")
                || Integer.parseInt(text) < 1
                || Integer.parseInt(text) > MOST) {
            throw StartRequest.wrong("limit", "limit must be 1 to " + MOST, text);
        }
        return Integer.parseInt(text);
    }

    private static Optional<ConnectionId> cursor(Map<String, String> sent, String name) {
        return Optional.ofNullable(sent.get(name))
                .map(text ->
                        PilotIds.connection(text)
                                .orElseThrow(() ->
                                        StartRequest.wrong(
                                                name, name + " must be a connection's id", text)));
    }

    private static List<Predicate<Instant>> created(Map<String, String> sent) {
        var bounds = new ArrayList<Predicate<Instant>>();
        bound(sent, "created[gt]").ifPresent(at -> bounds.add(time -> time.isAfter(at)));
        bound(sent, "created[gte]").ifPresent(at -> bounds.add(time -> !time.isBefore(at)));
        bound(sent, "created[lt]").ifPresent(at -> bounds.add(time -> time.isBefore(at)));
        bound(sent, "created[lte]").ifPresent(at -> bounds.add(time -> !time.isAfter(at)));
        return List.copyOf(bounds);
    }

    /** Seconds since 1970, or ISO. */
    private static Optional<Instant> bound(Map<String, String> sent, String name) {
        return Optional.ofNullable(sent.get(name)).map(text -> instant(name, text));
    }

    private static Instant instant(String name, String text) {
        try {
            return text.matches("\\d{1,12}")
                    ? Instant.ofEpochSecond(Long.parseLong(text))
                    : Instant.parse(text);
        } catch (DateTimeException unreadable) {
            throw StartRequest.wrong(
                    name, name + " must be an ISO instant or seconds since 1970", text);
        }
    }

    /**
     * A part of a list.
     *
     * @param next from where the list goes on in the direction that was asked for
     */
    record Part(List<ConnectionView> views, Optional<ConnectionId> next) {}

    /** The part that is asked for, of all connections of the caller, newest first. */
    Part of(UserId caller, List<ConnectionView> all) {
        if (user.filter(asked -> !asked.equals(caller)).isPresent()) {
            return new Part(List.of(), Optional.empty());
        }
        var matching =
                all.stream()
                        .filter(view -> provider.map(view.provider()::equals).orElse(true))
                        .filter(view -> created.stream().allMatch(b -> b.test(view.createdAt())))
                        .toList();
        if (before.isPresent()) {
            return ending(matching, place(all, before.get(), "ending_before"), all);
        }
        var rest =
                after.map(id -> place(all, id, "starting_after"))
                        .map(place ->
                                matching.stream()
                                        .filter(view -> all.indexOf(view) > place)
                                        .toList())
                        .orElse(matching);
        var views = rest.stream().limit(limit).toList();
        return new Part(
                views, rest.size() > limit ? Optional.of(views.getLast().id()) : Optional.empty());
    }

    private Part ending(List<ConnectionView> matching, int place, List<ConnectionView> all) {
        var earlier = matching.stream().filter(view -> all.indexOf(view) < place).toList();
        var from = Math.max(0, earlier.size() - limit);
        var views = earlier.subList(from, earlier.size());
        return new Part(views, from > 0 ? Optional.of(views.getFirst().id()) : Optional.empty());
    }

    private static int place(List<ConnectionView> all, ConnectionId id, String name) {
        for (var index = 0; index < all.size(); index++) {
            if (all.get(index).id().equals(id)) {
                return index;
            }
        }
        throw Rejected.invalid(name, name + " must be a connection of the list");
    }
}
