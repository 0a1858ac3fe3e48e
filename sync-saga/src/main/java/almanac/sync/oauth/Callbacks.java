package almanac.sync.oauth;

import almanac.connection.Authorizations.Purpose;
import almanac.connection.ProviderKind;
import java.net.URI;
import java.util.function.Supplier;

/** Where providers and browsers come back to us. */
public final class Callbacks {

    private final Supplier<URI> publicUrl;

    /**
     * @param publicUrl of this installation, without a slash at the end; asked at each use, since a
     *     server may learn its port late
     */
    public Callbacks(Supplier<URI> publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** Where the provider sends the browser after a consent; registered there. */
    public URI redirect(Purpose purpose, ProviderKind provider) {
        return switch (purpose) {
            case PRIMECAL -> at("/api/calendar-sync/callback/" + provider.word());
            case CHRONAPILOT -> at("/v1/connections/callback");
            case ACADEMIC -> at("/api/auth/callback/" + provider.word());
        };
    }

    /** Our page that asks for an app password. */
    public URI passwordPage(String state) {
        return at("/connect/icloud?state=" + state);
    }

    /** Where a provider posts that a calendar changed. */
    public URI webhook(ProviderKind provider) {
        return at("/webhooks/" + provider.word());
    }

    private URI at(String path) {
        return URI.create(publicUrl.get() + path);
    }
}
