package almanac.sync.microsoft;

import almanac.entry.ImportedEntry;
import almanac.sync.microsoft.MicrosoftEntryWriter.Content;
import almanac.sync.microsoft.MicrosoftEntryWriter.Field;
import almanac.sync.provider.Account;
import almanac.sync.provider.Draft;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.RemoteObject.Standing;
import com.microsoft.graph.models.Event;
import java.util.List;
import java.util.Optional;

/** Creates, updates and deletes whole objects. */
final class MicrosoftWrites {

    private final MicrosoftCalls calls;
    private final MicrosoftObjects objects;

    MicrosoftWrites(MicrosoftCalls calls, MicrosoftObjects objects) {
        this.calls = calls;
        this.objects = objects;
    }

    private MicrosoftEvents events(Account account, RemoteCalendar calendar) {
        return new MicrosoftEvents(calls, account, calendar);
    }

    RemoteObject create(Account account, RemoteCalendar calendar, Draft draft) {
        var wanted = draft.content();
        var writer = MicrosoftEntryWriter.all(content(wanted));
        requireExpressible(wanted);
        var id = events(account, calendar).create(writer.patch(), draft.operation());
        var made = require(objects.find(account, calendar, id));
        return completed(account, calendar, made, wanted);
    }

    private static Content content(ImportedEntry entry) {
        return new Content(entry.details(), entry.span(), entry.recurrence());
    }

    /** Before anything is sent. */
    private static void requireExpressible(ImportedEntry wanted) {
        MicrosoftOccurrences.differ(wanted.withOverrides(List.of()), wanted);
    }

    private RemoteObject completed(
            Account account,
            RemoteCalendar calendar,
            MicrosoftObject object,
            ImportedEntry wanted) {
        var now = objects.read(account, calendar, object);
        if (!MicrosoftOccurrences.differ(now.content(), wanted)) {
            return now;
        }
        new MicrosoftOccurrences(events(account, calendar), object, now, wanted).write();
        return objects.fetch(account, calendar, now.id()).orElseThrow(MicrosoftWrites::gone);
    }

    RemoteObject update(
            Account account, RemoteCalendar calendar, RemoteObject known, ImportedEntry wanted) {
        var object = current(account, calendar, known).orElseThrow(MicrosoftWrites::gone);
        try {
            return written(account, calendar, object, wanted);
        } catch (ProviderFailed failed) {
            throw meant(account, calendar, known, failed);
        }
    }

    /** Graph calls changed now and then what nobody has changed: then it takes it a while later. */
    private ProviderFailed meant(
            Account account, RemoteCalendar calendar, RemoteObject known, ProviderFailed failed) {
        if (!(failed.failure() instanceof ProviderFailure.Changed(var detail))) {
            return failed;
        }
        return objects.find(account, calendar, known.id())
                .filter(now -> now.version().equals(known.version()))
                .map(same ->
                        new ProviderFailed(
                                new ProviderFailure.Unreachable(
                                        detail + ", though nobody has changed the event")))
                .orElse(failed);
    }

    private RemoteObject written(
            Account account,
            RemoteCalendar calendar,
            MicrosoftObject object,
            ImportedEntry wanted) {
        var now = objects.read(account, calendar, object);
        return switch (now.standing()) {
            case OURS -> rewritten(account, calendar, object, now, wanted);
            case INVITED ->
                    new MicrosoftInvitation(objects, events(account, calendar), account, calendar)
                            .update(object, now, wanted);
            case READ_ONLY, BUSY_ONLY ->
                    throw new ProviderFailed(
                            new ProviderFailure.Forbidden("the calendar may only be read"));
        };
    }

    /** The object, if it is in the version that we know. */
    private Optional<MicrosoftObject> current(
            Account account, RemoteCalendar calendar, RemoteObject known) {
        var object = objects.find(account, calendar, known.id());
        if (object.filter(now -> !now.version().equals(known.version())).isPresent()) {
            throw new ProviderFailed(
                    new ProviderFailure.Changed("Outlook has a newer version of the event"));
        }
        return object;
    }

    private RemoteObject rewritten(
            Account account,
            RemoteCalendar calendar,
            MicrosoftObject object,
            RemoteObject now,
            ImportedEntry wanted) {
        requireExpressible(wanted);
        var writer = MicrosoftEntryWriter.between(content(now.content()), content(wanted));
        var parts = MicrosoftOccurrences.differ(now.content(), wanted);
        requireSilent(object, writer, parts);
        if (!writer.says() && !parts) {
            return now;
        }
        var events = events(account, calendar);
        var written = object;
        if (writer.says()) {
            var patch = new MicrosoftBodies(events).kept(object.event(), writer);
            events.patch(now.id(), patch, MicrosoftObject.etag(object.event()));
            written = require(objects.find(account, calendar, now.id()));
        }
        // an edit of a series may have taken its exceptions away
        return completed(account, calendar, restored(account, calendar, written, wanted), wanted);
    }

    /** The series with no occurrence cancelled that is wanted. */
    private MicrosoftObject restored(
            Account account,
            RemoteCalendar calendar,
            MicrosoftObject object,
            ImportedEntry wanted) {
        var now = objects.read(account, calendar, object);
        if (wanted.recurrence().isEmpty()
                || !MicrosoftOccurrences.restores(now.content(), wanted)) {
            return object;
        }
        makeAnew(events(account, calendar), now.id(), wanted, MicrosoftObject.etag(object.event()));
        var anew = require(objects.find(account, calendar, now.id()));
        var content = objects.read(account, calendar, anew).content();
        if (MicrosoftOccurrences.restores(content, wanted)) {
            throw new ProviderFailed(
                    new ProviderFailure.Refused("Outlook keeps an occurrence cancelled"));
        }
        return anew;
    }

    /** Exchange gives cancelled occurrences back only when the recurrence changes. */
    private static void makeAnew(
            MicrosoftEvents events, String id, ImportedEntry wanted, String etag) {
        var recurrence = MicrosoftRecurrence.of(wanted.recurrence().orElseThrow(), wanted.span());
        var other = new Event();
        other.setRecurrence(
                MicrosoftRules.inOtherWords(recurrence, wanted.span()).toGraph(wanted.span()));
        var between = events.patch(id, other, etag);
        var same = new Event();
        same.setRecurrence(recurrence.toGraph(wanted.span()));
        events.patch(id, same, MicrosoftObject.etag(between));
    }

    private static void requireSilent(
            MicrosoftObject object, MicrosoftEntryWriter writer, boolean parts) {
        var heard = parts || !writer.fields().stream().allMatch(Field::own);
        if (heard && MicrosoftPeople.invites(object.event())) {
            throw new ProviderFailed(
                    new ProviderFailure.Unsupported(
                            "Outlook would mail everybody invited; edit the meeting there"));
        }
    }

    void delete(Account account, RemoteCalendar calendar, RemoteObject known) {
        var object = current(account, calendar, known);
        if (object.isEmpty()) {
            return;
        }
        var event = object.get().event();
        if (known.standing() == Standing.OURS && MicrosoftPeople.invites(event)) {
            throw new ProviderFailed(
                    new ProviderFailure.Unsupported(
                            "Outlook would mail everybody invited; cancel the meeting there"));
        }
        try {
            events(account, calendar).delete(known.id(), MicrosoftObject.etag(event));
        } catch (ProviderFailed failed) {
            throw meant(account, calendar, known, failed);
        }
    }

    private static MicrosoftObject require(Optional<MicrosoftObject> object) {
        return object.orElseThrow(MicrosoftWrites::gone);
    }

    static ProviderFailed gone() {
        return new ProviderFailed(new ProviderFailure.Gone("Outlook has the event no more"));
    }
}
