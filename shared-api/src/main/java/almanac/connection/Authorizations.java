package almanac.connection;

import almanac.user.UserId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Consents in progress. A started authorisation is no connection yet: it becomes one when the
 * provider calls back with its state, once, before it expires.
 */
public interface Authorizations {

    /** For which API a consent was started; its answer goes back there. */
    enum Purpose {
        PRIMECAL,
        CHRONAPILOT,
        ACADEMIC
    }

    /**
     * Reserves a connection and says where to send the user.
     *
     * @param target where the browser goes afterwards; checked by the caller
     * @param scopes restricts what is asked for, and what is done: where they only let calendars be
     *     read, nothing goes to the provider; empty for full read and write
     * @throws almanac.message.Rejected with Invalid where the provider is not configured
     */
    Started begin(
            UserId user, ProviderKind provider, Purpose purpose, URI target, List<String> scopes);

    /**
     * @param url the consent page: the provider's, or ours where the provider takes app passwords
     * @param connection the number the connection will have
     */
    record Started(URI url, String state, ConnectionId connection, Instant expiresAt) {}

    /**
     * Handles a provider's call back. A state works once.
     *
     * @param user honoured without a state only while that user has exactly one pending start for
     *     this provider, which is not used up before the provider has accepted the code
     */
    Outcome complete(
            ProviderKind provider,
            Optional<String> state,
            OptionalLong user,
            Optional<String> code,
            Optional<String> error);

    /** The same for providers without OAuth: verifies the app password at the provider first. */
    Outcome completeWithPassword(String state, String username, String password);

    /** Whether such a password page may be shown: the state is pending and not expired. */
    boolean awaitsPassword(String state);

    /** Whose call back a state that is pending and not expired waits for. */
    Optional<ProviderKind> awaited(String state);

    /** What became of a consent. */
    sealed interface Outcome {}

    /** The connection stands and its calendars are listed, or will be shortly. */
    record Connected(ConnectionId connection, Pending pending) implements Outcome {}

    /** The user refused. */
    record Refused(Pending pending, String error) implements Outcome {}

    /**
     * The provider refused the code, what was granted does not let calendars be read, it is another
     * account, or the password is wrong. Nothing has changed.
     */
    record Failed(Pending pending, String message) implements Outcome {}

    /** No such state, used up or expired: where the browser should go is not known. */
    record Unknown(String message) implements Outcome {}

    /** What was started. */
    record Pending(UserId user, Purpose purpose, URI target, String state) {}
}
