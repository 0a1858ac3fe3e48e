package almanac.sync.google;

import almanac.entry.ImportedEntry;
import almanac.sync.provider.Account;
import almanac.sync.provider.Draft;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject;
import com.google.api.services.calendar.model.Event;
import java.util.List;
import java.util.Optional;

/** Creates, changes and deletes one object of one calendar. */
final class GoogleWrites {

    /** How often a creation is repeated under another id, when the one before was deleted since. */
    private static final List<String> LIVES = List.of("", "1", "2", "3");

    /** No item has it, so a write that names it is told that something changed. */
    private static final String STALE = "\"stale\"";

    private final GoogleReads reads;
    private final GoogleRequests requests;
    private final GoogleEntryReader reader;
    private final Account account;
    private final RemoteCalendar calendar;

    GoogleWrites(GoogleCalls calls, GoogleReads reads, Account account, RemoteCalendar calendar) {
        this.reads = reads;
        this.requests = new GoogleRequests(calls, account, calendar);
        this.reader = new GoogleEntryReader(calendar);
        this.account = account;
        this.calendar = calendar;
    }

    /**
     * Google takes the id that we propose and refuses it a second time, so an operation makes one
     * living event. One that was made and deleted since gets a successor with an id of its own.
     */
    RemoteObject create(Draft draft) throws Unreadable {
        GoogleRecurrence.check(draft.content());
        for (var life : LIVES) {
            var id = draft.operation() + life;
            var inserted = insert(GoogleEntryWriter.create(id, draft));
            if (inserted.isPresent()) {
                return completed(GoogleObject.of(inserted.get(), List.of()), draft.content());
            }
            var standing = reads.whole(account, calendar, id);
            if (standing.isPresent()) {
                return adopted(standing.get(), draft);
            }
        }
        throw refused("it was deleted after each attempt to create it");
    }

    private Optional<Event> insert(Event event) {
        try {
            return Optional.of(requests.insert(event));
        } catch (ProviderFailed failed) {
            if (failed.failure() instanceof ProviderFailure.Changed) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /**
     * What an earlier attempt made. Where it says something else by now, a person changed it since:
     * then what we made is answered in a version that stands no more, so that their edit is seen as
     * one.
     */
    private RemoteObject adopted(GoogleObject standing, Draft draft) throws Unreadable {
        if (!GoogleEntryReader.operation(standing.master()).equals(Optional.of(draft.operation()))) {
            throw refused("an event that is not ours has the id that ours should get");
        }
        var wanted = draft.content();
        var content = reader.content(standing);
        var untouched = content.overrides().isEmpty() && same(withoutOverrides(wanted), content);
        if (untouched) {
            return completed(standing, wanted);
        }
        return same(wanted, content) ? reader.read(standing) : stale(standing, expected(wanted));
    }

    private static ImportedEntry withoutOverrides(ImportedEntry content) {
        return new ImportedEntry(
                content.uid(),
                content.details(),
                content.span(),
                content.recurrence(),
                content.exclusions(),
                List.of());
    }

    private RemoteObject completed(GoogleObject created, ImportedEntry wanted) throws Unreadable {
        if (wanted.overrides().isEmpty()) {
            return reader.read(created);
        }
        return withExceptions(created, wanted);
    }

    /** As the reader would see it if Google kept every word. */
    private ImportedEntry expected(ImportedEntry wanted) throws Unreadable {
        var event = GoogleEntryWriter.create("expected", new Draft("expected", wanted));
        var occurrences = Occurrences.of(wanted);
        return reader.content(
                GoogleObject.of(
                        event,
                        occurrences.stream()
                                .flatMap(each ->
                                        wanted.overrides().stream()
                                                .map(override ->
                                                        GoogleEntryWriter.exception(
                                                                wanted, override, each)))
                                .toList()));
    }

    private boolean same(ImportedEntry wanted, ImportedEntry content) throws Unreadable {
        var expected = expected(wanted);
        return expected.details().equals(content.details())
                && expected.span().equals(content.span())
                && expected.recurrence().equals(content.recurrence())
                && expected.exclusions().equals(content.exclusions())
                && expected.overrides().equals(content.overrides());
    }

    private RemoteObject stale(GoogleObject object, ImportedEntry content) throws Unreadable {
        var now = reader.read(object);
        return new RemoteObject(
                now.id(),
                STALE,
                STALE,
                content,
                now.standing(),
                now.operation(),
                now.updatedAt());
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
        var object = GoogleObject.of(master, exceptions);
        return withExceptions(
                patch.isEmpty() || exceptions.isEmpty()
                        ? object
                        : inherited(before.orElseThrow(), known, wanted),
                wanted);
    }

    /** The object as it is, where its etag alone does not tell whether it is what was known. */
    private Optional<GoogleObject> before(RemoteObject known, ImportedEntry wanted) {
        var series = known.content().recurrence().isPresent();
        var guests =
                !GooglePeople.guests(known.content().details().meeting())
                        .equals(GooglePeople.guests(wanted.details().meeting()));
        return series || guests ? Optional.of(unchanged(known)) : Optional.empty();
    }

    private GoogleObject unchanged(RemoteObject known) {
        var now =
                known.content().recurrence().isPresent()
                        ? reads.series(account, calendar, known.id(), known.content().uid())
                        : Optional.<GoogleObject>empty();
        var object =
                now.or(() -> reads.whole(account, calendar, known.id()))
                        .orElseThrow(() -> failed(new ProviderFailure.Gone("the event is gone")));
        if (!object.version().equals(known.version())) {
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
        var absent =
                failed.failure() instanceof ProviderFailure.Changed
                                || failed.failure() instanceof ProviderFailure.Gone
                        ? reads.item(account, calendar, id)
                                .filter(item -> !GoogleObject.cancelled(item))
                                .isEmpty()
                        : false;
        return absent ? failed(new ProviderFailure.Gone("the event is gone")) : failed;
    }

    /**
     * The series after its master was changed: exceptions may be dropped, and inherit what they do
     * not have of their own. Anything else that is new in one is somebody else's.
     */
    private GoogleObject inherited(
            GoogleObject before, RemoteObject known, ImportedEntry wanted) throws Unreadable {
        var after =
                reads.series(account, calendar, known.id(), known.content().uid())
                        .orElseThrow(() -> failed(new ProviderFailure.Gone("the event is gone")));
        var foreign =
                Inheritance.foreign(
                        reader.content(before), reader.content(after), known.content(), wanted);
        if (foreign) {
            throw failed(new ProviderFailure.Changed("an occurrence was changed meanwhile"));
        }
        return after;
    }

    /**
     * Writes exceptions and answers the object as it then is; where it is not what was written,
     * what was written is answered in a version that stands no more.
     */
    private RemoteObject withExceptions(GoogleObject object, ImportedEntry wanted)
            throws Unreadable {
        var known = reader.content(object);
        var written = new GoogleExceptions(requests, object, known, wanted).write();
        if (written.equals(object)) {
            return reader.read(object);
        }
        var uid = Optional.ofNullable(object.master().getICalUID()).orElse("");
        var after = reads.series(account, calendar, object.master().getId(), uid);
        if (after.isEmpty()) {
            throw failed(new ProviderFailure.Gone("the event is gone"));
        }
        var content = reader.content(written);
        return reader.content(after.get()).equals(content)
                ? reader.read(after.get())
                : stale(written, content);
    }

    void delete(RemoteObject known) {
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

    private static ProviderFailed refused(String why) {
        return failed(new ProviderFailure.Refused(why));
    }

    private static ProviderFailed failed(ProviderFailure failure) {
        return new ProviderFailed(failure);
    }
}
