package almanac.sync.provider;

import almanac.connection.ProviderKind;
import almanac.entry.ImportedEntry;
import java.util.List;
import java.util.Optional;

/**
 * One provider's calendars. The unit is a whole object: a single event, or a series with all its
 * exceptions. Every method talks to the network within the adapter's timeouts, once, and throws
 * {@link ProviderFailed} with a classified reason for anything but success. Safe for concurrent
 * use.
 */
public interface Provider {

    ProviderKind kind();

    /** What this provider can do. */
    Traits traits();

    /** The calendars of the account. */
    List<RemoteCalendar> calendars(Account account);

    /**
     * One page of what is in a calendar, or of what changed in it. An object may come in several
     * pages and in any order; the last one counts.
     */
    ChangePage changes(Account account, RemoteCalendar calendar, Resume resume);

    /** The object as it stands now, whole; empty when it is gone. */
    Optional<RemoteObject> fetch(Account account, RemoteCalendar calendar, String object);

    /**
     * Creates an object, at most once for the same {@link Draft#operation}: where an earlier
     * attempt got through but its answer was lost, that object is adopted and answered.
     *
     * @return the object as the provider holds it now
     * @throws ProviderFailed Unsupported, before anything is sent, where the provider cannot hold
     *     it
     */
    RemoteObject create(Account account, RemoteCalendar calendar, Draft draft);

    /**
     * Makes the object hold {@code wanted}; writes only what differs from {@code known}, so that
     * fields this adapter does not model stay as they are at the provider.
     *
     * @return the object as the provider holds it now
     * @throws ProviderFailed Changed where the provider's version is not {@code known}'s, Gone
     *     where it is there no more, Unsupported before anything is sent
     */
    RemoteObject update(
            Account account, RemoteCalendar calendar, RemoteObject known, ImportedEntry wanted);

    /**
     * Deletes the object; one that is gone already counts as deleted.
     *
     * @throws ProviderFailed Changed where the provider's version is not {@code known}'s
     */
    void delete(Account account, RemoteCalendar calendar, RemoteObject known);

    /**
     * Moves the object to another calendar of the account, whole, with all that this adapter does
     * not model; only where {@link Traits#moves}. Whoever reads that calendar finds it there under
     * its UID.
     *
     * @throws ProviderFailed Gone where it is in its calendar no more, as after an attempt whose
     *     answer was lost
     */
    default void move(
            Account account, RemoteCalendar calendar, RemoteObject known, RemoteCalendar to) {
        throw new ProviderFailed(
                new ProviderFailure.Unsupported("it moves nothing between calendars"));
    }

    /** Opens a push channel; only where {@link Traits#push}. */
    Channel watch(Account account, RemoteCalendar calendar, WatchOrder order);

    /**
     * Gives a channel a longer life: the same one where the provider can, else a new one (the
     * caller then ends the old one, after an overlap).
     */
    Channel renew(Account account, RemoteCalendar calendar, Channel channel, WatchOrder order);

    /** Ends a channel; one that is gone already counts as ended. */
    void unwatch(Account account, Channel channel);
}
