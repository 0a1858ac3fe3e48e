package almanac.sync.caldav;

import almanac.sync.caldav.DavFailures.Subject;
import almanac.sync.provider.RemoteCalendar;
import java.net.URI;

/** An account at its home. */
record Site(Dav dav, Home home) {

    URI collection(RemoteCalendar calendar) {
        return home.at(calendar.id());
    }

    /** The path of a collection, with a slash at its end. */
    String path(RemoteCalendar calendar) {
        return collection(calendar).getRawPath();
    }

    /** An object is named by its path on the host of its calendar. */
    URI object(RemoteCalendar calendar, String object) {
        return collection(calendar).resolve(object);
    }

    /**
     * Tells a missing object from a missing calendar.
     *
     * @throws almanac.sync.provider.ProviderFailed CalendarGone, or why it cannot be told
     */
    void requireCalendar(RemoteCalendar calendar) {
        dav.multistatus(
                Subject.CALENDAR, DavRequest.propfind(collection(calendar), 0, DavBodies.STATE));
    }
}
