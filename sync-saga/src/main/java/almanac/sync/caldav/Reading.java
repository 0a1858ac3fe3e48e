package almanac.sync.caldav;

import almanac.entry.ImportedEntry;
import almanac.icalendar.ICalendarReader;
import almanac.icalendar.ImportFile.Item.Readable;
import almanac.icalendar.ImportFile.Item.Unreadable;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a resource's text is to us. */
sealed interface Reading {

    /**
     * An event or a series.
     *
     * @param raw with marks, as it stands
     * @param notes what was read otherwise than it stands there, for people
     */
    record Event(ImportedEntry raw, RemoteObject object, List<String> notes) implements Reading {}

    /** Something else, such as a task. */
    record Other() implements Reading {}

    /** An event that cannot be read, or not as a whole: then it would be written back as less. */
    record Broken(String reason) implements Reading {}

    /** A resource's name that our creation gave it. */
    Pattern OURS = Pattern.compile("([0-9a-v]{5,64})\\.ics");

    ZoneId UTC = ZoneId.of("UTC");

    /** Marks a version that is not the server's, since it has none. */
    String OF_TEXT = "text-";

    /**
     * @param etag empty where the server has none: then the text is its own version
     */
    static Reading of(
            RemoteCalendar calendar, Home home, String path, Optional<String> etag, String text) {
        if (!text.toUpperCase(Locale.ROOT).contains("BEGIN:VEVENT")) {
            return new Other();
        }
        var items = new ICalendarReader(floating(calendar)).read(text).items();
        var events = items.stream().filter(Readable.class::isInstance).toList();
        if (events.size() > 1) {
            return new Broken("it holds " + events.size() + " events");
        }
        if (events.isEmpty()) {
            return new Broken(
                    items.stream()
                            .filter(Unreadable.class::isInstance)
                            .map(item -> ((Unreadable) item).reason())
                            .findFirst()
                            .orElse("it holds no event"));
        }
        var event = (Readable) events.getFirst();
        if (event.unsaid().isPresent()) {
            return new Broken(event.unsaid().get());
        }
        var raw = event.entry();
        var version = etag.orElse(OF_TEXT + hash(text));
        return new Event(raw, object(calendar, home, path, version, raw), event.notesAlone());
    }

    private static RemoteObject object(
            RemoteCalendar calendar, Home home, String path, String version, ImportedEntry raw) {
        return new RemoteObject(
                path,
                version,
                "",
                Marks.without(raw),
                Scheduling.standing(calendar, home, raw),
                Marks.operation(raw).or(() -> named(path)),
                Marks.updatedAt(raw));
    }

    /** A server may drop our mark; the name that we gave stays. */
    private static Optional<String> named(String path) {
        var name = OURS.matcher(Hrefs.name(path));
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** In which floating times are read. */
    static ZoneId floating(RemoteCalendar calendar) {
        return calendar.zone().map(ZoneId::of).orElse(UTC);
    }

    private static String hash(String text) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
