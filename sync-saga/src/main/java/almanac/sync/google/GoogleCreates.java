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

/** Creates objects in one calendar, each once. */
final class GoogleCreates {

    /** How often a creation is repeated under another id, when the one before was deleted since. */
    private static final List<String> LIVES = List.of("", "1", "2", "3");

    private final GoogleReads reads;
    private final GoogleRequests requests;
    private final GoogleEntryReader reader;
    private final Account account;
    private final RemoteCalendar calendar;
    private final Settling settling;

    GoogleCreates(GoogleCalls calls, GoogleReads reads, Account account, RemoteCalendar calendar) {
        this.reads = reads;
        this.requests = new GoogleRequests(calls, account, calendar);
        this.reader = new GoogleEntryReader(calendar);
        this.account = account;
        this.calendar = calendar;
        this.settling = new Settling(reads, requests, account, calendar);
    }

    /** The ids that what an operation creates can have. */
    static List<String> ids(String operation) {
        return LIVES.stream().map(life -> operation + life).toList();
    }

    /**
     * Google takes the id that we propose and refuses it a second time, so an operation makes one
     * living event. One that was made and deleted since gets a successor with an id of its own.
     */
    RemoteObject create(Draft draft) throws Unreadable {
        GoogleRecurrence.check(draft.content());
        for (var id : ids(draft.operation())) {
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
        if (!GoogleEntryReader.operation(standing.master())
                .equals(Optional.of(draft.operation()))) {
            throw refused("an event that is not ours has the id that ours should get");
        }
        var wanted = draft.content();
        var content = reader.content(standing);
        var untouched =
                content.overrides().isEmpty() && same(wanted.withOverrides(List.of()), content);
        if (untouched) {
            return completed(standing, wanted);
        }
        return same(wanted, content)
                ? reader.read(standing)
                : settling.stale(standing, expected(wanted));
    }

    private RemoteObject completed(GoogleObject created, ImportedEntry wanted) throws Unreadable {
        if (wanted.overrides().isEmpty()) {
            return reader.read(created);
        }
        return settling.withExceptions(created, wanted);
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

    private static ProviderFailed refused(String why) {
        return new ProviderFailed(new ProviderFailure.Refused(why));
    }
}
