package almanac.sync.google;

import almanac.entry.ImportedEntry;
import almanac.sync.provider.Account;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject;
import java.util.Optional;

/** Writes the exceptions of a series whose master stands, and says how the object then is. */
final class Settling {

    /** No item has it, so a write that names it is told that something changed. */
    private static final String STALE = "\"stale\"";

    private final GoogleReads reads;
    private final GoogleRequests requests;
    private final GoogleEntryReader reader;
    private final Account account;
    private final RemoteCalendar calendar;

    Settling(GoogleReads reads, GoogleRequests requests, Account account, RemoteCalendar calendar) {
        this.reads = reads;
        this.requests = requests;
        this.reader = new GoogleEntryReader(calendar);
        this.account = account;
        this.calendar = calendar;
    }

    /**
     * Writes exceptions and answers the object as it then is; where it is not what was written,
     * what was written is answered in a version that stands no more.
     */
    RemoteObject withExceptions(GoogleObject object, ImportedEntry wanted) throws Unreadable {
        var known = reader.content(object);
        var written = new GoogleExceptions(requests, object, known, wanted).write();
        if (written.equals(object)) {
            return reader.read(object);
        }
        var uid = Optional.ofNullable(object.master().getICalUID()).orElse("");
        var after = reads.series(account, calendar, object.master().getId(), uid);
        if (after.isEmpty()) {
            throw new ProviderFailed(new ProviderFailure.Gone("the event is gone"));
        }
        var content = reader.content(written);
        return reader.content(after.get()).equals(content)
                ? reader.read(after.get())
                : stale(written, content);
    }

    /** An object with other content than it has, in a version that stands no more. */
    RemoteObject stale(GoogleObject object, ImportedEntry content) throws Unreadable {
        var now = reader.read(object);
        return new RemoteObject(
                now.id(), STALE, STALE, content, now.standing(), now.operation(), now.updatedAt());
    }
}
