package almanac.sync.caldav;

import almanac.sync.caldav.DavFailures.Subject;
import almanac.sync.caldav.DavTransport.AnswerTooLong;
import almanac.sync.caldav.Multistatus.Item;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Gets the contents of many resources at once (RFC 4791 7.9). */
final class Multiget {

    private final Site site;
    private final RemoteCalendar calendar;

    Multiget(Site site, RemoteCalendar calendar) {
        this.site = site;
        this.calendar = calendar;
    }

    /** One change of each path, but none of what is no event. */
    List<RemoteChange> changes(List<String> paths) {
        if (paths.isEmpty()) {
            return List.of();
        }
        try {
            return whole(paths);
        } catch (AnswerTooLong tooLong) {
            return parts(paths);
        }
    }

    private List<RemoteChange> parts(List<String> paths) {
        if (paths.size() == 1) {
            return List.of(new RemoteChange.Unreadable(paths.getFirst(), "it is too long"));
        }
        var half = paths.size() / 2;
        var all = new ArrayList<>(changes(paths.subList(0, half)));
        all.addAll(changes(paths.subList(half, paths.size())));
        return all;
    }

    private List<RemoteChange> whole(List<String> paths) {
        var request = DavRequest.report(site.collection(calendar), 1, DavBodies.multiget(paths));
        var told = new HashMap<String, Item>();
        for (var item : site.dav().multistatus(Subject.CALENDAR, request).items()) {
            told.put(item.path(), item);
        }
        var changes = new ArrayList<RemoteChange>();
        for (var path : paths) {
            change(path, Optional.ofNullable(told.get(path))).ifPresent(changes::add);
        }
        return changes;
    }

    private Optional<RemoteChange> change(String path, Optional<Item> item) {
        if (item.isEmpty()) {
            // gone (DAViCal, sabre), or left out: a fetch tells
            return Optional.of(new RemoteChange.Removed(path, false));
        }
        if (item.get().gone()) {
            return Optional.of(new RemoteChange.Removed(path, true));
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
