package almanac.app.simulated;

import almanac.sync.provider.Authorizer;
import java.net.URI;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;

/** An authorizer whose address is known only after the start. */
record LateAuthorizer(Supplier<Authorizer> authorizer) implements Authorizer {

    @Override
    public URI consentPage(Request request) {
        return authorizer.get().consentPage(request);
    }

    @Override
    public Grant exchange(String code, String verifier, URI redirect) {
        return authorizer.get().exchange(code, verifier, redirect);
    }

    @Override
    public Grant refresh(String refreshToken) {
        return authorizer.get().refresh(refreshToken);
    }

    @Override
    public boolean revoke(String token) {
        return authorizer.get().revoke(token);
    }

    @Override
    public Set<String> missing(Set<String> granted) {
        return authorizer.get().missing(granted);
    }

    @Override
    public boolean writes(Collection<String> scopes) {
        return authorizer.get().writes(scopes);
    }
}
