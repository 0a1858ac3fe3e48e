package almanac.app.security;

import almanac.user.ApiKeyId;
import java.time.Clock;

/** How often a key may be used, by its tier: requests a minute, counted on this node. */
final class KeyRates {

    private final AttemptLimits guest;
    private final AttemptLimits user;
    private final AttemptLimits premium;

    KeyRates(Clock clock) {
        guest = new AttemptLimits(60, clock);
        user = new AttemptLimits(6_000, clock);
        premium = new AttemptLimits(60_000, clock);
    }

    /** Counts one request and tells what is left. */
    Quota request(String tier, ApiKeyId key) {
        var limits =
                switch (tier) {
                    case "premium" -> premium;
                    case "user" -> user;
                    default -> guest;
                };
        return limits.count(key.toString());
    }
}
