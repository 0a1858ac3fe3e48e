package almanac.google;

import almanac.user.UserId;
import java.time.Duration;

/** Imports a user's events from Google Calendar, now, and waits for the counts. */
public interface GoogleSync {

    /** Never fails: what goes wrong at Google is an outcome. */
    Outcome importFor(UserId user);

    /** What became of an import. */
    sealed interface Outcome {}

    /** The user has connected no Google account. */
    record NotLinked() implements Outcome {}

    /** Google does not accept the connection any more; the user must connect again. */
    record AuthFailed() implements Outcome {}

    /** The connection does not reach the calendar. */
    record NotPermitted() implements Outcome {}

    /** Google asks to wait this long. */
    record RateLimited(Duration retryAfter) implements Outcome {}

    /** Anything else, such as Google being away. */
    record Failed() implements Outcome {}

    /**
     * @param imported events that were new here
     * @param updated events that were here and differed
     */
    record Done(int imported, int updated) implements Outcome {}
}
