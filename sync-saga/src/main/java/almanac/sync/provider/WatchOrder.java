package almanac.sync.provider;

import java.net.URI;
import java.time.Duration;

/**
 * @param channel our proposal for the channel's id, for providers that take one
 * @param secret what the provider has to tell each time it calls; prints as dots
 * @param callback where it calls
 * @param life how long it should live; the provider's answer counts
 */
public record WatchOrder(String channel, String secret, URI callback, Duration life) {
    @Override
    public String toString() {
        return "WatchOrder[" + channel + ", •••, " + callback + ", " + life + "]";
    }
}
