package almanac.webhook;

import almanac.user.UserId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is on its way to endpoints; the sync side implements it. Whose an endpoint is has been asked
 * before.
 */
public interface Deliveries {

    /** Why nothing is sent there; empty where it is. */
    Optional<String> objection(URI url);

    /**
     * Asks an address whether it wants notifications: a POST with a {@code validationToken} in its
     * query has to be answered 200, with the token and nothing else as text.
     *
     * @return why it does not; empty where it does
     * @throws almanac.message.Rejected with TooManyRequests when this user had it done too often
     */
    Optional<String> refusal(UserId user, URI url);

    /** Since when nothing arrives there, and why; empty while all is well. */
    Optional<Failing> failing(EndpointId endpoint);

    /**
     * How an endpoint fares that fails.
     *
     * @param detail of the latest attempt; empty where nothing waits any more
     */
    record Failing(Instant since, String detail) {}

    /**
     * Keeps the secret that signs what this endpoint gets from now on, and answers it; nobody can
     * read it again.
     *
     * @param chosen by the owner; one is made up where empty
     */
    String sign(EndpointId endpoint, Optional<String> chosen);

    /**
     * Sends something made up, once and at once.
     *
     * @throws almanac.message.Rejected with TooManyRequests when it was asked for too often
     */
    Attempt test(EndpointId endpoint, URI url, Topic topic);

    /**
     * How a single attempt went.
     *
     * @param status what was answered; empty for no answer
     */
    record Attempt(boolean delivered, OptionalInt status, String detail, Duration took) {}

    /**
     * Those of an endpoint, the latest first.
     *
     * @param before only those with a smaller sequence
     */
    List<Delivery> of(EndpointId endpoint, Optional<State> state, long before, int limit);

    /** Sends one again; empty where there is none, or not any more. */
    Optional<Delivery> replay(EndpointId endpoint, long sequence);

    /**
     * Sends everything again that happened after this place in history and that the owner may see,
     * in order; also what happened while the endpoint was disabled.
     *
     * @return the place in history up to which it is sent again
     */
    long redeliver(EndpointId endpoint, long since);

    /** Where a delivery is. */
    enum State {
        PENDING,
        DELIVERED,
        /** Given up; only a replay sends it again. */
        FAILED,
        /** Not sent, since the owner may not see it any more. */
        SKIPPED
    }

    /**
     * One thing that an endpoint is told.
     *
     * @param sequence its place in history; names it within the endpoint
     * @param attempts that failed in a row
     * @param detail of the last attempt
     * @param next when it is tried again, while it is pending
     */
    record Delivery(
            long sequence,
            Topic topic,
            State state,
            int attempts,
            String detail,
            Optional<Instant> next,
            Instant changedAt) {}
}
