package almanac.entry;

import almanac.message.Personal;
import java.util.Optional;

/** What an invited person said; whoever answers again says all of it anew. */
public record Answer(Response response, @Personal Optional<String> comment) {

    /** Those that a VEVENT knows (PARTSTAT, RFC 5545 3.2.12). */
    public enum Response {
        NEEDS_ACTION,
        ACCEPTED,
        DECLINED,
        TENTATIVE,
        DELEGATED
    }

    /** Nothing said yet. */
    public static final Answer NONE = Answer.of(Response.NEEDS_ACTION);

    public static Answer of(Response response) {
        return new Answer(response, Optional.empty());
    }
}
