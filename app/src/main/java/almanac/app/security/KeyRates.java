package almanac.app.security;

import almanac.user.ApiKeyId;

/** How often a key may be used, by its tier: requests a minute, counted on this node. */
final class KeyRates {

    private final AttemptLimits guest = new AttemptLimits(60);
    private final AttemptLimits user = new AttemptLimits(6_000);
    private final AttemptLimits premium = new AttemptLimits(60_000);

    /** Counts one request; refuses with TooManyRequests when there were too many. */
    void request(String tier, ApiKeyId key) {
        var limits =
                switch (tier) {
                    case "premium" -> premium;
                    case "user" -> user;
                    default -> guest;
                };
        limits.attempt(key.toString());
    }
}
