package almanac.sync.google;

import almanac.sync.provider.Authorizer;
import almanac.sync.provider.OAuthClient;
import almanac.sync.provider.Provider;
import java.time.Clock;

/** Google as the rest of sync knows it. */
public record GoogleProviders(Provider provider, Authorizer authorizer) {

    /** The largest page that Google gives. */
    private static final int PAGE = 2_500;

    public static GoogleProviders of(OAuthClient client, Clock clock) {
        return of(client, clock, PAGE);
    }

    static GoogleProviders of(OAuthClient client, Clock clock, int pageSize) {
        return new GoogleProviders(
                new GoogleProvider(client, clock, pageSize), new GoogleAuthorizer(client, clock));
    }
}
