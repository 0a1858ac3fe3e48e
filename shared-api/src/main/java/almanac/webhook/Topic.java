package almanac.webhook;

import almanac.message.Worded;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an endpoint can be told of (contract.md 8.3). */
public enum Topic implements Worded {
    EVENT_CREATED("event.created"),
    /** Anything that none of the others says better; also an occurrence that was deleted. */
    EVENT_UPDATED("event.updated"),
    /** It takes place at another time, or repeats otherwise. */
    EVENT_RESCHEDULED("event.rescheduled"),
    /** It stands, but does not take place. */
    EVENT_CANCELLED("event.cancelled"),
    /** It is gone, or where the endpoint's owner cannot see it. */
    EVENT_DELETED("event.deleted"),
    CONNECTION_CONNECTED("connection.connected"),
    CONNECTION_DISCONNECTED("connection.disconnected"),
    /** The provider wants a new consent. */
    CONNECTION_TOKEN_EXPIRED("connection.token_expired"),
    CONNECTION_SYNC_FAILED("connection.sync_failed"),
    /** The first sync that went well again after one that did not. */
    CONNECTION_SYNC_COMPLETED("connection.sync_completed");

    private final String word;

    Topic(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    public static Optional<Topic> of(String word) {
        return Arrays.stream(values()).filter(topic -> topic.word.equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Topic::word).toList();
    }
}
