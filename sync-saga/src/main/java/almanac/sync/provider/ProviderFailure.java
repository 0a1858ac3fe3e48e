package almanac.sync.provider;

import java.time.Duration;
import java.util.Optional;

/** Why a provider did not do it: what can be done about it depends on the kind alone. */
public sealed interface ProviderFailure {

    /** For a person; never a secret, at most a few words of the provider's own. */
    String detail();

    /** Whether it is about the one thing that was asked for, so that others may be read. */
    default boolean isOfTheObject() {
        return this instanceof Refused || this instanceof Forbidden;
    }

    /**
     * Too many requests.
     *
     * @param after how long the provider wants us to wait, where it says; what it says beyond
     *     {@link #LONGEST} counts for that, so that a slip of a server stops nobody for years, and
     *     what is less than nothing for nothing said
     */
    record Throttled(Optional<Duration> after, Extent extent, String detail)
            implements ProviderFailure {

        /** The widest window of any limit that providers document. */
        public static final Duration LONGEST = Duration.ofDays(1);

        public Throttled {
            after =
                    after.filter(wanted -> !wanted.isNegative())
                            .map(wanted -> wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted);
        }
    }

    /** Whom a limit binds. */
    enum Extent {
        ACCOUNT,
        /** All accounts of this installation. */
        PROJECT,
        /** The account, for hours rather than seconds. */
        QUOTA
    }

    /** No answer, a broken one, or 5xx: nobody knows whether it was done. */
    record Unreachable(String detail) implements ProviderFailure {}

    /** The grant, the token or the password is dead; only the user can help. */
    record Reauthorize(String detail) implements ProviderFailure {}

    /** Somebody else wrote first (412). */
    record Changed(String detail) implements ProviderFailure {}

    /** The object is not there. */
    record Gone(String detail) implements ProviderFailure {}

    /** The calendar is not there, or not for this account any more. */
    record CalendarGone(String detail) implements ProviderFailure {}

    /** The cursor or page is void: a full round has to follow. */
    record CursorExpired(String detail) implements ProviderFailure {}

    /** The provider cannot hold this; nothing was sent. */
    record Unsupported(String detail) implements ProviderFailure {}

    /** The account may not do that. */
    record Forbidden(String detail) implements ProviderFailure {}

    /** The provider refuses what we sent; sending it again changes nothing. */
    record Refused(String detail) implements ProviderFailure {}
}
