package almanac.sync.webhook;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an endpoint took a request.
 *
 * @param status what was answered; empty for no answer
 * @param atLeast how long it wants to be left alone
 */
record Answer(Verdict verdict, OptionalInt status, String detail, Optional<Duration> atLeast) {

    /** What it means. */
    enum Verdict {
        TAKEN,
        /** It is there no more, and says so: 410. */
        GONE,
        /** It wants us elsewhere, where nobody agreed that we go. */
        REDIRECTS,
        /** It has too much to do: 429 or 503. */
        BUSY,
        /** It does not want it: any other 4xx. */
        REFUSES,
        /** It failed: any other 5xx, or no status of HTTP. */
        BROKEN,
        /** It did not answer in time. */
        SLOW,
        UNREACHABLE,
        /** We do not go there. */
        FORBIDDEN
    }

    static Answer none(Verdict verdict, String detail) {
        return new Answer(verdict, OptionalInt.empty(), detail, Optional.empty());
    }

    static Answer of(int status, Optional<Duration> retryAfter) {
        return new Answer(
                verdict(status), OptionalInt.of(status), "answered " + status, retryAfter);
    }

    private static Verdict verdict(int status) {
        return switch (status) {
            case 410 -> Verdict.GONE;
            case 429, 503 -> Verdict.BUSY;
            default -> verdictOfClass(status / 100);
        };
    }

    private static Verdict verdictOfClass(int hundreds) {
        return switch (hundreds) {
            case 2 -> Verdict.TAKEN;
            case 3 -> Verdict.REDIRECTS;
            case 4 -> Verdict.REFUSES;
            default -> Verdict.BROKEN;
        };
    }
}
