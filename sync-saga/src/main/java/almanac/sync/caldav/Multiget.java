package almanac.sync.caldav;

import almanac.sync.caldav.DavFailures.Subject;
import almanac.sync.caldav.DavTransport.AnswerTooLong;
import almanac.sync.caldav.Multistatus.Item;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gets the contents of many resources at once (RFC 4791 7.9). Where one of them is too long, or
 * makes the server break, the others are got without it.
 */
final class Multiget {

    private static final int BROKEN = 500;

    /** Not now, or not so many at once: that says nothing of the resource. */
    private static final Set<Integer> LATER = Set.of(408, 423, 425, 429, 503, 507);

    private final Site site;
    private final RemoteCalendar calendar;

    Multiget(Site site, RemoteCalendar calendar) {
        this.site = site;
        this.calendar = calendar;
    }

    /** The server breaks on what it was asked for. */
    private static final class Breaks extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient ProviderFailed failed;

        Breaks(ProviderFailed failed) {
            super("the server breaks", null, false, false);
            this.failed = failed;
        }
    }

    /** One change of each path, but none of what is no event. */
    List<RemoteChange> changes(List<String> paths) {
        if (paths.isEmpty()) {
            return List.of();
        }
        try {
            return whole(paths);
        } catch (AnswerTooLong tooLong) {
            return parts(paths, "it is too long");
        } catch (Breaks broken) {
            // a server that breaks on everything is down, and says nothing of any resource
            site.requireCalendar(calendar);
            return parts(paths, broken.failed.failure().detail());
        }
    }

    private List<RemoteChange> parts(List<String> paths, String reason) {
        if (paths.size() == 1) {
            return List.of(new RemoteChange.Unreadable(paths.getFirst(), reason));
        }
        var half = paths.size() / 2;
        var all = new ArrayList<>(changes(paths.subList(0, half)));
        all.addAll(changes(paths.subList(half, paths.size())));
        return all;
    }

    private List<RemoteChange> whole(List<String> paths) throws Breaks {
        var told = new HashMap<String, Item>();
        for (var item : asked(paths).items()) {
            told.put(item.path(), item);
        }
        var changes = new ArrayList<RemoteChange>();
        for (var path : paths) {
            change(path, Optional.ofNullable(told.get(path))).ifPresent(changes::add);
        }
        return changes;
    }

    private Multistatus asked(List<String> paths) throws Breaks {
        var request = DavRequest.report(site.collection(calendar), 1, DavBodies.multiget(paths));
        var answer = site.dav().send(request);
        try {
            return site.dav().read(Subject.CALENDAR, request, answer);
        } catch (ProviderFailed failed) {
            var broken = answer.status() == BROKEN || answer.multistatus();
            if (broken && failed.failure() instanceof ProviderFailure.Unreachable) {
                throw new Breaks(failed);
            }
            throw failed;
        }
    }

    private Optional<RemoteChange> change(String path, Optional<Item> item) {
        if (item.isEmpty()) {
            // gone (DAViCal, sabre), or left out: a fetch tells
            return Optional.of(new RemoteChange.Removed(path, false));
        }
        if (item.get().gone()) {
            return Optional.of(new RemoteChange.Removed(path, true));
        }
        var status = item.get().status();
        if (status >= 400 && !item.get().missing() && !LATER.contains(status)) {
            return Optional.of(
                    new RemoteChange.Unreadable(path, "the server answers " + status + " for it"));
        }
        var text = item.get().found().child(Xml.CALDAV, "calendar-data").map(Xml::text);
        if (text.isEmpty()) {
            return Optional.of(new RemoteChange.Touched(path));
        }
        var etag = item.get().found().value(Xml.DAV, "getetag").map(DavAnswer::strong);
        return switch (Reading.of(calendar, site.home(), path, etag, text.get())) {
            case Reading.Event(var raw, var object, var notes) ->
                    Optional.of(new RemoteChange.Present(object, notes));
            case Reading.Other() -> Optional.empty();
            case Reading.Broken(var reason) ->
                    Optional.of(new RemoteChange.Unreadable(path, reason));
        };
    }
}
