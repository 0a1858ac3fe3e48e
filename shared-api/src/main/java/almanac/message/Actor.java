package almanac.message;

import almanac.user.UserId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who acts, and through what. Travels as message metadata from the edge to every fact; never part
 * of a command or a fact.
 *
 * @param user on whose behalf
 * @param origin through what
 */
public record Actor(UserId user, Origin origin) {

    public static final String USER_KEY = "actor";
    public static final String ORIGIN_KEY = "origin";
    public static final String REQUEST_KEY = "requestId";

    /** Names a command of a request with an idempotency key, alike in each attempt at it. */
    public static final String OPERATION_KEY = "operation";

    public static Actor user(UserId user) {
        return new Actor(user, Origin.of(Origin.Kind.USER));
    }

    /** The metadata entries that carry this actor. */
    public Map<String, String> asMetaData() {
        var entries = new LinkedHashMap<String, String>();
        entries.put(USER_KEY, Long.toString(user.value()));
        entries.put(ORIGIN_KEY, origin.toString());
        return entries;
    }

    /** The actor that message metadata carries; empty when nobody was recorded. */
    public static Optional<Actor> from(Map<String, ?> metaData) {
        return Optional.ofNullable(metaData.get(USER_KEY))
                .map(user -> new UserId(Long.parseLong(user.toString())))
                .map(user ->
                        new Actor(
                                user,
                                Optional.ofNullable(metaData.get(ORIGIN_KEY))
                                        .map(origin -> Origin.parse(origin.toString()))
                                        .orElse(Origin.of(Origin.Kind.USER))));
    }
}
