package almanac.connection;

import java.time.Instant;

/** Why nothing of a mapping moves until somebody has looked. What was mirrored stays. */
public sealed interface Pause {

    /** What its user is told. */
    String reason();

    /**
     * The account does not reach the calendar any more. It goes on by itself once the calendar is
     * listed again, and then everything is compared anew: it may be another one by now.
     */
    record CalendarGone(String reason, Instant since) implements Pause {}

    /**
     * So much is not at the provider any more that a person has to confirm that it may vanish here.
     *
     * @param gone how many events that is; no more than these are ever confirmed
     */
    record TooMuchGone(String reason, int gone) implements Pause {}

    /** Who connected the account may not write on the local calendar. */
    record NotPermitted(String reason) implements Pause {}
}
