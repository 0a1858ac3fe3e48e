package almanac.sync.caldav;

import almanac.entry.ImportedEntry;
import almanac.icalendar.ICalendarWriter;
import almanac.icalendar.ObjectPatch;
import almanac.sync.caldav.DavFailures.Subject;
import almanac.sync.caldav.Getting.Got;
import almanac.sync.provider.Draft;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads and writes single resources. */
final class Resources {

    private static final String IF_MATCH = "If-Match";

    private final Site site;
    private final RemoteCalendar calendar;
    private final Getting getting;
    private final Clock clock;

    Resources(Site site, RemoteCalendar calendar, Clock clock) {
        this.site = site;
        this.calendar = calendar;
        this.getting = new Getting(site, calendar);
        this.clock = clock;
    }

    Optional<RemoteObject> fetch(String object) {
        return getting.got(object).map(got -> event(got).object());
    }

    private static Reading.Event event(Got got) {
        return switch (got.reading()) {
            case Reading.Event event -> event;
            case Reading.Other() -> throw refused("it is no event any more");
            case Reading.Broken(var reason) -> throw refused("it cannot be read: " + reason);
        };
    }

    RemoteObject create(Draft draft) {
        var content = Marks.marked(Scheduling.silent(draft.content()), draft.operation());
        var text = ICalendarWriter.object(content, clock.instant());
        var object = site.path(calendar) + draft.operation() + ".ics";
        var request =
                DavRequest.put(site.object(calendar, object), text).with("If-None-Match", "*");
        var answer = site.dav().send(request);
        if (answer.done()) {
            return stored(object, answer.etag(), text);
        }
        var failure = failure(request, answer);
        if (answer.gone() || answer.status() == 409) {
            site.requireCalendar(calendar);
        }
        return switch (failure.failure()) {
            case ProviderFailure.Changed there -> adopted(object, draft, failure);
            case ProviderFailure.Refused conflict when conflicts(answer) ->
                    adopted(object, draft, failure);
            default -> throw failure;
        };
    }

    private static boolean conflicts(DavAnswer answer) {
        return conditions(answer).contains("no-uid-conflict");
    }

    /** An earlier attempt got through, if what stands there is ours. */
    private RemoteObject adopted(String object, Draft draft, ProviderFailed failure) {
        var there = getting.got(object).map(Got::reading).orElse(new Reading.Other());
        if (there instanceof Reading.Event(var raw, var found, var notes)
                && raw.uid().equals(draft.content().uid())
                && Marks.operation(raw).orElse(draft.operation()).equals(draft.operation())) {
            return found;
        }
        throw refused(failure.failure().detail());
    }

    RemoteObject update(RemoteObject known, ImportedEntry wanted) {
        var got = getting.got(known.id()).orElseThrow(Resources::gone);
        var current = event(got);
        requireKnown(known, current.object());
        requireRight(known, wanted);
        var target = Edits.applied(current.raw(), known.content(), wanted);
        var text =
                new ObjectPatch(Reading.floating(calendar))
                        .patched(got.text(), target, clock.instant());
        return text.equals(got.text()) ? current.object() : put(known.id(), got.etag(), text);
    }

    /** Servers accept from an attendee what only the organizer may do. */
    private void requireRight(RemoteObject known, ImportedEntry wanted) {
        var may =
                switch (known.standing()) {
                    case OURS -> true;
                    case INVITED -> Scheduling.answersOnly(site.home(), known.content(), wanted);
                    case READ_ONLY, BUSY_ONLY -> false;
                };
        if (!may) {
            throw new ProviderFailed(
                    new ProviderFailure.Forbidden("the account may not change that of it"));
        }
    }

    /**
     * A server may give new etags for content that is the same to us; what is new to us may not.
     */
    private static void requireKnown(RemoteObject known, RemoteObject current) {
        if (!current.version().equals(known.version())
                && !current.content().equals(known.content())) {
            throw new ProviderFailed(new ProviderFailure.Changed("it was changed there"));
        }
    }

    private RemoteObject put(String object, Optional<String> etag, String text) {
        var plain = DavRequest.put(site.object(calendar, object), text);
        var request = etag.map(version -> plain.with(IF_MATCH, version)).orElse(plain);
        var answer = site.dav().send(request);
        if (answer.done()) {
            return stored(object, answer.etag(), text);
        }
        var failure = failure(request, answer);
        if (failure.failure() instanceof ProviderFailure.Changed) {
            throw unlessUnchanged(object, etag, failure);
        }
        throw failure;
    }

    /** Some servers say 412 of what they cannot read: nothing was changed there then. */
    private ProviderFailed unlessUnchanged(
            String object, Optional<String> etag, ProviderFailed failure) {
        var now = getting.got(object);
        if (now.isEmpty()) {
            return new ProviderFailed(new ProviderFailure.Gone("it was deleted there"));
        }
        return now.get().etag().equals(etag) ? refused(failure.failure().detail()) : failure;
    }

    /**
     * What we put, as the server holds it: servers write it anew, and give no etag where they did.
     * Where somebody else wrote since, ours is what we put, and theirs is for the next round.
     */
    private RemoteObject stored(String object, Optional<String> etag, String text) {
        var now =
                getting.got(object)
                        .orElseThrow(() -> unreachable("it was gone after it was written"));
        return etag.isPresent() && !now.etag().equals(etag)
                ? event(getting.read(object, etag, text)).object()
                : event(now).object();
    }

    void delete(RemoteObject known) {
        if (delete(known.id(), known.version())) {
            return;
        }
        var now = getting.got(known.id());
        if (now.isEmpty()) {
            return;
        }
        var current = event(now.get()).object();
        requireKnown(known, current);
        if (current.version().equals(known.version()) || !delete(known.id(), current.version())) {
            throw refused("the server does not delete it, though nobody changed it");
        }
    }

    /**
     * Without a reply to the organizer (RFC 6638 8.1).
     *
     * @return false where it is there still, as where the server has another version
     */
    private boolean delete(String object, String version) {
        var plain = DavRequest.delete(site.object(calendar, object)).with("Schedule-Reply", "F");
        var request = version.startsWith(Reading.OF_TEXT) ? plain : plain.with(IF_MATCH, version);
        var answer = site.dav().send(request);
        if (answer.done()) {
            return true;
        }
        if (answer.gone()) {
            return getting.reported(object).isEmpty();
        }
        var failure = failure(request, answer);
        if (failure.failure() instanceof ProviderFailure.Changed) {
            return false;
        }
        throw failure;
    }

    /** A 207 says no in its inside (Xandikos), or at best nothing that counts as yes. */
    private ProviderFailed failure(DavRequest request, DavAnswer answer) {
        if (!answer.multistatus()) {
            return site.dav().failure(Subject.OBJECT, request, answer);
        }
        return site.dav().read(Subject.OBJECT, request, answer).items().stream()
                .filter(item -> item.status() >= 300)
                .findFirst()
                .map(item ->
                        DavFailures.of(
                                Subject.OBJECT,
                                request.method(),
                                item.status(),
                                item.conditions(),
                                Optional.empty()))
                .orElseGet(() -> unreachable("the server does not say whether it was done"));
    }

    private static List<String> conditions(DavAnswer answer) {
        if (!answer.multistatus()) {
            return DavFailures.conditions(answer.body());
        }
        try {
            return Multistatus.of(answer.body()).items().stream()
                    .flatMap(item -> item.conditions().stream())
                    .toList();
        } catch (Xml.Unreadable broken) {
            return List.of();
        }
    }

    private static ProviderFailed gone() {
        return new ProviderFailed(new ProviderFailure.Gone("it is there no more"));
    }

    private static ProviderFailed refused(String detail) {
        return new ProviderFailed(new ProviderFailure.Refused(detail));
    }

    private static ProviderFailed unreachable(String detail) {
        return new ProviderFailed(new ProviderFailure.Unreachable(detail));
    }
}
