package almanac.sync.provider;

import almanac.connection.Authorizations;
import almanac.connection.ProviderKind;
import almanac.user.UserId;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the scenarios are played: a provider with two empty writable calendars, and somebody who
 * uses the same account through a client of their own.
 */
public interface ScenarioPlace extends AutoCloseable {

    /** The provider as the engine gets it. */
    Connector connector();

    /** Where its server is, with a trailing slash. */
    default URI root() {
        throw new UnsupportedOperationException("there is no server here");
    }

    /** What every call of the engine goes through. */
    WatchedProvider watched();

    default ProviderKind kind() {
        return watched().kind();
    }

    /** A user consents as the account that everything else here is about. */
    Authorizations.Outcome connect(Authorizations authorizations, UserId user);

    /** A user consents as somebody else. */
    Authorizations.Outcome connectAnother(Authorizations authorizations, UserId user);

    /**
     * A user consents, and not to calendars being read; empty where one can only consent to all.
     */
    default Optional<Authorizations.Outcome> connectPartly(
            Authorizations authorizations, UserId user) {
        return Optional.empty();
    }

    /** A user consents to calendars being read, and not changed; empty where one cannot. */
    default Optional<Authorizations.Outcome> connectReading(
            Authorizations authorizations, UserId user) {
        return Optional.empty();
    }

    /** The provider's name of the first calendar. */
    String work();

    /** The provider's name of the second one. */
    String home();

    /** The other client's account; what it does is no call of the engine. */
    Account person();

    /** A calendar, as the other client sees it. */
    RemoteCalendar calendar(String id);

    /** The other client moves an object from the first to the second calendar. */
    void moves(String object);

    /** The other client copies an object within the first calendar; empty where none can. */
    default Optional<String> copies(String object) {
        return Optional.empty();
    }

    /** Somebody invites the account; answers the object's name in the first calendar. */
    default String invited(String title) {
        throw new UnsupportedOperationException("nobody invites here: " + title);
    }

    /** The same, to something that takes place every day. */
    default String invitedDaily(String title) {
        throw new UnsupportedOperationException("nobody invites here: " + title);
    }

    /** The address that the account is invited as. */
    default String invitee() {
        throw new UnsupportedOperationException("nobody invites here");
    }

    /**
     * One occurrence comes to the first calendar, of a series that does not; empty where none comes
     * without its series.
     */
    default Optional<String> lone(String title) {
        return Optional.empty();
    }

    /** Who invited calls it off. */
    default void callsOff(String object) {
        throw new UnsupportedOperationException("nobody invites here: " + object);
    }

    /**
     * The first calendar is not shared with the account any more, until what is answered is run.
     */
    default Runnable unshares() {
        throw new UnsupportedOperationException("calendars stay shared here");
    }

    /** Mails to guests that anything of ours made the provider send. */
    default List<String> mails() {
        return List.of();
    }

    /** Every cursor so far is void. */
    void forgetCursors();

    /** Every access token so far is void; it can be renewed. */
    default void expireAccess() {}

    /** What the user granted is taken back. */
    void revoke();

    /** Calls back since the last time, in order. */
    default List<Told> told() {
        return List.of();
    }

    /** One call back. */
    record Told(String channel, String secret) {}

    /** Scenarios that this provider cannot express, and why. */
    Map<Integer, String> inexpressible();

    @Override
    void close();
}
