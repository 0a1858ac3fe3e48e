package almanac.query.past;

import almanac.history.Moment;
import almanac.message.Rejected;
import almanac.message.Rejection;

/** Where in history a moment of a stream lies. */
public final class Moments {

    private Moments() {}

    /**
     * The position of the last fact that is in.
     *
     * @throws Rejected with Invalid for a revision that the stream does not have
     */
    public static long position(FactLog facts, String stream, Moment moment) {
        return switch (moment) {
            case Moment.At(var at) -> facts.lastBefore(at.limit());
            case Moment.Revision(var revision) ->
                    facts.of(stream)
                            .filter(recorded -> recorded.sequence() == revision)
                            .findFirst()
                            .orElseThrow(() -> missing(revision))
                            .position();
        };
    }

    private static Rejected missing(long revision) {
        return new Rejected(
                new Rejection.Invalid(
                        "revision", "there is no such revision", Long.toString(revision)));
    }
}
