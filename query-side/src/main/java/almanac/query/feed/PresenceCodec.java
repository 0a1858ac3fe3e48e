package almanac.query.feed;

import almanac.calendar.CalendarId;
import almanac.entry.EntryId;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** A presence as a document. */
final class PresenceCodec {

    static final String ENTRY = "entry";
    static final String CALENDAR = "calendar";
    static final String UID = "uid";
    static final String POSITION = "position";
    static final String REVISION = "revision";

    /** Only where the entry is gone. */
    static final String LEFT = "left";

    private static final String FROM = "from";
    private static final String TO = "to";

    private PresenceCodec() {}

    static String id(Presence presence) {
        return presence.entry().value() + "/" + presence.calendar().value();
    }

    static Document document(Presence presence) {
        var document =
                new Document("_id", id(presence))
                        .append(ENTRY, presence.entry().value())
                        .append(CALENDAR, presence.calendar().value())
                        .append(UID, presence.uid())
                        .append(POSITION, presence.position())
                        .append(FROM, presence.from())
                        .append(TO, presence.to())
                        .append(REVISION, presence.revision());
        presence.left().ifPresent(at -> document.append(LEFT, Date.from(at)));
        return document;
    }

    static Presence presence(Document document) {
        return new Presence(
                new EntryId(document.getLong(ENTRY)),
                new CalendarId(document.getLong(CALENDAR)),
                document.getString(UID),
                document.getLong(POSITION),
                Optional.ofNullable(document.getDate(LEFT)).map(Date::toInstant),
                document.getLong(FROM),
                document.getLong(TO),
                document.getLong(REVISION));
    }
}
