package almanac.sync.google;

import almanac.entry.ImportedEntry;
import almanac.sync.provider.Account;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject;
import com.google.api.services.calendar.model.Event;
import java.util.List;
import java.util.Optional;

/** Changes and deletes objects of one calendar. */
final class GoogleUpdates {

    private final GoogleReads reads;
    private final GoogleRequests requests;
    private final GoogleEntryReader reader;
    private final Account account;
    private final RemoteCalendar calendar;
    private final Settling settling;

    GoogleUpdates(GoogleCalls calls, GoogleReads reads, Account account, RemoteCalendar calendar) {
        this.reads = reads;
        this.requests = new GoogleRequests(calls, account, calendar);
        this.reader = new GoogleEntryReader(calendar);
        this.account = account;
        this.calendar = calendar;
        this.settling = new Settling(reads, requests, account, calendar);
    }

    RemoteObject update(RemoteObject known, ImportedEntry wanted) throws Unreadable {
        GoogleRecurrence.check(wanted);
        var before = before(known, wanted);
        var now = before.map(GoogleObject::master).orElseGet(Event::new);
        var patch = GoogleEntryWriter.master(known.content(), wanted, now);
        if (patch.isEmpty() && before.isEmpty()) {
            return known;
        }
        var master = patch.isEmpty() ? now : patched(known, before, patch);
        if (wanted.recurrence().isEmpty()) {
            return reader.read(GoogleObject.of(master, List.of()));
        }
        var exceptions = before.map(each -> each.exceptions().values()).orElse(List.of());
        var same = GoogleEntryWriter.sameOccurrences(known.content(), wanted);
        var object =
                patch.isEmpty() || exceptions.isEmpty() && same
                        ? GoogleObject.of(master, exceptions)
                        : inherited(master, before, known, wanted);
        return settling.withExceptions(object, wanted);
    }

    /** The object as it is, where its etag alone does not tell whether it is what was known. */
    private Optional<GoogleObject> before(RemoteObject known, ImportedEntry wanted)
            throws Unreadable {
        var series = known.content().recurrence().isPresent();
        var guests =
                !GooglePeople.guests(known.content().details().meeting())
                        .equals(GooglePeople.guests(wanted.details().meeting()));
        return series || guests ? Optional.of(unchanged(known)) : Optional.empty();
    }

    private GoogleObject unchanged(RemoteObject known) throws Unreadable {
        var now =
                known.content().recurrence().isPresent()
                        ? reads.series(account, calendar, known.id(), known.content().uid())
                        : Optional.<GoogleObject>empty();
        var object =
                now.or(() -> reads.whole(account, calendar, known.id()))
                        .orElseThrow(() -> failed(new ProviderFailure.Gone("the event is gone")));
        if (!reader.read(object).version().equals(known.version())) {
            throw failed(new ProviderFailure.Changed("the event was changed"));
        }
        return object;
    }

    private Event patched(RemoteObject known, Optional<GoogleObject> before, Event patch) {
        var etag = before.map(each -> each.master().getEtag()).orElse(known.handle());
        try {
            return requests.patch(known.id(), Optional.of(etag), patch);
        } catch (ProviderFailed failed) {
            throw clear(failed, known.id());
        }
    }

    /** An etag that stands no more may be that of an event that is there no more. */
    private ProviderFailed clear(ProviderFailed failed, String id) {
        var unclear =
                failed.failure() instanceof ProviderFailure.Changed
                        || failed.failure() instanceof ProviderFailure.Gone;
        return unclear && !stands(id)
                ? failed(new ProviderFailure.Gone("the event is gone"))
                : failed;
    }

    private boolean stands(String id) {
        return reads.item(account, calendar, id)
                .filter(item -> !GoogleObject.cancelled(item))
                .isPresent();
    }

    /**
     * The series after its master was changed: exceptions may be dropped, come back from an earlier
     * rule, and inherit what they do not have of their own. Anything else that is new is somebody
     * else's.
     */
    private GoogleObject inherited(
            Event master, Optional<GoogleObject> before, RemoteObject known, ImportedEntry wanted)
            throws Unreadable {
        var after =
                reads.series(account, calendar, known.id(), known.content().uid())
                        .orElseThrow(() -> failed(new ProviderFailure.Gone("the event is gone")));
        if (!alone(after.master()).equals(alone(master))
                || before.isPresent()
                        && Inheritance.foreign(
                                reader.content(before.get()),
                                reader.content(after),
                                known.content(),
                                wanted)) {
            throw failed(new ProviderFailure.Changed("the event was changed meanwhile"));
        }
        return after;
    }

    private ImportedEntry alone(Event master) throws Unreadable {
        return reader.content(GoogleObject.of(master, List.of()));
    }

    void delete(RemoteObject known) throws Unreadable {
        try {
            var etag =
                    known.content().recurrence().isPresent()
                            ? unchanged(known).master().getEtag()
                            : known.handle();
            requests.delete(known.id(), etag);
        } catch (ProviderFailed failed) {
            var cleared = clear(failed, known.id());
            if (!(cleared.failure() instanceof ProviderFailure.Gone)) {
                throw cleared;
            }
        }
    }

    void move(RemoteObject known, RemoteCalendar to) {
        try {
            requests.move(known.id(), to);
        } catch (ProviderFailed failed) {
            throw failed.failure() instanceof ProviderFailure.Gone(var detail) && stands(known.id())
                    ? failed(new ProviderFailure.Refused(detail + ", and the event is there"))
                    : failed;
        }
    }

    private static ProviderFailed failed(ProviderFailure failure) {
        return new ProviderFailed(failure);
    }
}
