package almanac.app.web;

import almanac.connection.Authorizations;
import almanac.connection.ProviderKind;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.store.WritePosition;
import almanac.user.UserId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Returns when the connection that a consent brought can be read. */
public final class SettledConsents implements Authorizations {

    private final Authorizations authorizations;
    private final ProjectedVisibility visibility;

    public SettledConsents(Authorizations authorizations, ProjectedVisibility visibility) {
        this.authorizations = authorizations;
        this.visibility = visibility;
    }

    @Override
    public Started begin(
            UserId user, ProviderKind provider, Purpose purpose, URI target, List<String> scopes) {
        return authorizations.begin(user, provider, purpose, target, scopes);
    }

    @Override
    public Outcome complete(
            ProviderKind provider,
            Optional<String> state,
            OptionalLong user,
            Optional<String> code,
            Optional<String> error) {
        return settled(() -> authorizations.complete(provider, state, user, code, error));
    }

    @Override
    public Outcome completeWithPassword(String state, String username, String password) {
        return settled(() -> authorizations.completeWithPassword(state, username, password));
    }

    /** The account is connected, also where its browser comes too early to see it. */
    private Outcome settled(Supplier<Outcome> work) {
        var written = WritePosition.capture(work);
        try {
            visibility.awaitAll(written.position());
        } catch (Rejected late) {
            if (!(late.rejection() instanceof Rejection.NotYetVisible)) {
                throw late;
            }
        }
        return written.value();
    }

    @Override
    public boolean awaitsPassword(String state) {
        return authorizations.awaitsPassword(state);
    }

    @Override
    public Optional<ProviderKind> awaited(String state) {
        return authorizations.awaited(state);
    }
}
