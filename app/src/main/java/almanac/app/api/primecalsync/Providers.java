package almanac.app.api.primecalsync;

import almanac.connection.ProviderKind;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.List;
import java.util.Optional;

/** The providers that this API knows, in the order of its enum ({@code SyncProvider}). */
final class Providers {

    static final List<ProviderKind> ALL = List.of(ProviderKind.GOOGLE, ProviderKind.MICROSOFT);

    private Providers() {}

    static Optional<ProviderKind> find(String word) {
        return ProviderKind.of(word).filter(ALL::contains);
    }

    /**
     * @throws Rejected with Invalid for any other word
     */
    static ProviderKind require(String word) {
        return find(word)
                .orElseThrow(() ->
                        new Rejected(
                                new Rejection.Invalid(
                                        "provider",
                                        "provider must be one of the following values: google, microsoft",
                                        word)));
    }
}
