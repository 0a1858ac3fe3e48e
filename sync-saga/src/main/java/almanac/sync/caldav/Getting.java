package almanac.sync.caldav;

import almanac.sync.caldav.DavFailures.Subject;
import almanac.sync.caldav.Multistatus.Item;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import java.util.List;
import java.util.Optional;

/** Gets single resources, whole. */
final class Getting {

    private final Site site;
    private final RemoteCalendar calendar;

    Getting(Site site, RemoteCalendar calendar) {
        this.site = site;
        this.calendar = calendar;
    }

    /** A resource as it was got. */
    record Got(Optional<String> etag, String text, Reading reading) {}

    /**
     * Empty where it is gone.
     *
     * @throws ProviderFailed CalendarGone where its calendar is
     */
    Optional<Got> got(String object) {
        var request = DavRequest.get(site.object(calendar, object));
        var answer = site.dav().send(request);
        if (answer.gone()) {
            return reported(object);
        }
        if (answer.status() != 200) {
            throw site.dav().failure(Subject.OBJECT, request, answer);
        }
        return Optional.of(read(object, answer.etag(), answer.text()));
    }

    Got read(String object, Optional<String> etag, String text) {
        return new Got(etag, text, Reading.of(calendar, site.home(), object, etag, text));
    }

    /**
     * Zimbra answers 404 to a GET of what it lists and reports (python-caldav calls that
     * event_by_url_is_broken): only what is not reported either is gone.
     */
    Optional<Got> reported(String object) {
        var request =
                DavRequest.report(
                        site.collection(calendar), 1, DavBodies.multiget(List.of(object)));
        var answer = site.dav().send(request);
        if (!answer.multistatus()) {
            site.requireCalendar(calendar);
            return Optional.empty();
        }
        return site.dav().read(Subject.CALENDAR, request, answer).items().stream()
                .filter(item -> item.path().equals(object))
                .flatMap(item -> got(object, item).stream())
                .findFirst();
    }

    private Optional<Got> got(String object, Item item) {
        var data = item.found().child(Xml.CALDAV, "calendar-data");
        if (data.isEmpty() && !item.missing()) {
            throw new ProviderFailed(
                    new ProviderFailure.Unreachable("the server neither has nor misses it"));
        }
        var etag = item.found().value(Xml.DAV, "getetag").map(DavAnswer::strong);
        return data.map(text -> read(object, etag, text.text()));
    }
}
