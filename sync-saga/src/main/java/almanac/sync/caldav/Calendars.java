package almanac.sync.caldav;

import almanac.connection.ExternalCalendar.Rights;
import almanac.icalendar.ICalendarReader;
import almanac.sync.caldav.DavFailures.Subject;
import almanac.sync.caldav.Multistatus.Item;
import almanac.sync.provider.RemoteCalendar;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lists an account's calendars: what holds events and is not a mailbox, a bin or a subscription.
 */
final class Calendars {

    private static final Pattern COLOR = Pattern.compile("(#[0-9a-fA-F]{6})([0-9a-fA-F]{2})?");
    private static final Set<String> NOT_OURS =
            Set.of(
                    "schedule-inbox",
                    "schedule-outbox",
                    "notification",
                    "subscribed",
                    "dropbox-home",
                    "trash-bin",
                    "deleted-calendar");
    private static final Set<String> CHANGE_OBJECTS = Set.of("write-content", "bind", "unbind");

    private final Clock clock;

    Calendars(Clock clock) {
        this.clock = clock;
    }

    List<RemoteCalendar> of(Site site) {
        var found = new ArrayList<RemoteCalendar>();
        for (var home : site.home().collections()) {
            var request = DavRequest.propfind(home, 1, DavBodies.CALENDARS);
            var items = site.dav().multistatus(Subject.SERVER, request).items();
            var primary =
                    items.stream()
                            .flatMap(item ->
                                    item.found().hrefs(Xml.CALDAV, "schedule-default-calendar-URL"))
                            .map(Hrefs::path)
                            .map(Calendars::collection)
                            .collect(Collectors.toSet());
            for (var item : items) {
                if (holdsEvents(item.found())) {
                    calendar(site.home(), home, item, primary).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static boolean holdsEvents(Xml properties) {
        var types = properties.child(Xml.DAV, "resourcetype");
        var components = properties.child(Xml.CALDAV, "supported-calendar-component-set");
        return types.filter(type -> type.has(Xml.CALDAV, "calendar")).isPresent()
                && types.get().children().stream().map(Xml::name).noneMatch(NOT_OURS::contains)
                && components
                        .filter(set -> set.has(Xml.CALDAV, "comp"))
                        .map(Calendars::namesEvents)
                        .orElse(true);
    }

    private static boolean namesEvents(Xml set) {
        return set.all(Xml.CALDAV, "comp")
                .anyMatch(comp -> "VEVENT".equalsIgnoreCase(comp.attributes().get("name")));
    }

    private Optional<RemoteCalendar> calendar(
            Home home, URI asked, Item item, Set<String> primary) {
        var properties = item.found();
        return Hrefs.resolve(asked, item.href())
                .map(url -> url.getRawPath().endsWith("/") ? url : URI.create(url + "/"))
                .map(url ->
                        new RemoteCalendar(
                                home.name(url),
                                properties
                                        .value(Xml.DAV, "displayname")
                                        .orElseGet(() -> lastName(url.getRawPath())),
                                properties.value(Xml.CALDAV, "calendar-description"),
                                properties
                                        .value(Xml.APPLE, "calendar-color")
                                        .flatMap(Calendars::color),
                                properties
                                        .value(Xml.CALDAV, "calendar-timezone")
                                        .flatMap(this::zone)
                                        .map(ZoneId::getId),
                                rights(home, properties),
                                primary.contains(url.getRawPath())));
    }

    private static String collection(String path) {
        return path.endsWith("/") ? path : path + "/";
    }

    private static String lastName(String path) {
        return Hrefs.name(path.substring(0, path.length() - 1));
    }

    private static Optional<String> color(String text) {
        var matcher = COLOR.matcher(text);
        return matcher.matches()
                ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    private Optional<ZoneId> zone(String definition) {
        var now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        return ICalendarReader.zoneDefinedIn(definition, now);
    }

    /** What the privileges allow (RFC 3744 3); everything where the server does not tell. */
    private static Rights rights(Home home, Xml properties) {
        var told = properties.child(Xml.DAV, "current-user-privilege-set");
        if (told.isEmpty()) {
            return own(home, properties) ? Rights.OWNER : Rights.WRITER;
        }
        var privileges =
                told.get()
                        .all(Xml.DAV, "privilege")
                        .flatMap(privilege -> privilege.children().stream())
                        .map(Xml::name)
                        .collect(Collectors.toSet());
        if (privileges.contains("all")
                || privileges.contains("write")
                || privileges.containsAll(CHANGE_OBJECTS)) {
            return own(home, properties) ? Rights.OWNER : Rights.WRITER;
        }
        return privileges.contains("read") || !privileges.contains("read-free-busy")
                ? Rights.READER
                : Rights.BUSY_ONLY;
    }

    private static boolean own(Home home, Xml properties) {
        var types = properties.child(Xml.DAV, "resourcetype");
        var shared = types.filter(type -> type.has(Xml.CALENDARSERVER, "shared")).isPresent();
        var owners = properties.hrefs(Xml.DAV, "owner").map(Hrefs::path).toList();
        return !shared
                && (owners.isEmpty()
                        || owners.stream()
                                .anyMatch(owner ->
                                        collection(owner).equals(collection(home.principal()))));
    }
}
