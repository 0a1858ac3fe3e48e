package almanac.simulated;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** A call back that a provider makes: a POST. */
public record Notice(URI address, List<Map.Entry<String, String>> headers, String body) {

    public Notice {
        headers = List.copyOf(headers);
    }

    /** Carries notices away; must neither block nor throw. */
    @FunctionalInterface
    public interface Sender {
        void send(Notice notice);
    }
}
