package almanac.sync.microsoft;

import almanac.sync.provider.Authorizer;
import almanac.sync.provider.OAuthClient;
import almanac.sync.provider.Provider;
import java.time.Clock;

/** Microsoft at some address. Nothing of Graph's SDK is loaded before the first request. */
public record MicrosoftProviders(Provider provider, Authorizer authorizer) {

    public static MicrosoftProviders of(OAuthClient client, Clock clock) {
        return new MicrosoftProviders(
                new MicrosoftProvider(client, clock), new MicrosoftAuthorizer(client, clock));
    }
}
