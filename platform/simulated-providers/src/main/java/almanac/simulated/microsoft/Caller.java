package almanac.simulated.microsoft;

import java.net.URI;

/** How Microsoft calls webhooks; the simulator itself opens no connection. */
@FunctionalInterface
public interface Caller {

    /** Posts once; status 0 where nobody answered. */
    Answer post(URI url, String contentType, String body);

    record Answer(int status, String body) {}

    /** Reaches nobody. */
    static Caller nobody() {
        return (url, contentType, body) -> new Answer(0, "");
    }
}
