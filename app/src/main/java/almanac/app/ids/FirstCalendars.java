package almanac.app.ids;

import static com.mongodb.client.model.Filters.eq;

import almanac.calendar.CalendarId;
import almanac.sync.lifecycle.FirstCalendarIds;
import almanac.user.UserId;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.Objects;
import org.bson.Document;

/** Ties each user to the number of their default calendar; the unique key settles who was first. */
public final class FirstCalendars implements FirstCalendarIds {

    private final MongoCollection<Document> reservations;
    private final Ids ids;

    public FirstCalendars(MongoDatabase database, Ids ids) {
        this.reservations = database.getCollection("edge_first_calendars");
        this.ids = ids;
    }

    @Override
    public CalendarId firstCalendarOf(UserId user) {
        var known = reservations.find(eq("_id", user.value())).first();
        if (known == null) {
            reserve(user);
            known = reservations.find(eq("_id", user.value())).first();
        }
        return new CalendarId(
                Objects.requireNonNull(known).get("calendar", Number.class).longValue());
    }

    private void reserve(UserId user) {
        try {
            reservations.insertOne(
                    new Document("_id", user.value())
                            .append("calendar", ids.reservedCalendar().value()));
        } catch (MongoWriteException taken) {
            if (taken.getError().getCode() != DuplicateKeys.CODE) {
                throw taken;
            }
        }
    }
}
