package almanac.sync.provider;

import java.net.URI;
import java.util.Optional;

/**
 * Everything that is needed to connect accounts of one provider.
 *
 * @param authorizer empty where the provider takes app passwords
 * @param passwordServer where such a password is valid; empty where the provider has OAuth
 * @param configured whether an operator registered this installation at the provider; without it a
 *     consent leads nowhere
 */
public record Connector(
        Provider provider,
        Optional<Authorizer> authorizer,
        Optional<URI> passwordServer,
        boolean configured) {

    public static Connector oauth(Provider provider, Authorizer authorizer, boolean configured) {
        return new Connector(provider, Optional.of(authorizer), Optional.empty(), configured);
    }

    public static Connector password(Provider provider, URI server) {
        return new Connector(provider, Optional.empty(), Optional.of(server), true);
    }
}
