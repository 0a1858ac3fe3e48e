package almanac.app.ids;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import almanac.calendar.CalendarId;
import almanac.user.UserId;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import java.util.Optional;
import org.bson.Document;

/**
 * Which local calendar each calendar of a provider's account is or last was tied to. The unique key
 * settles who was first, so that two requests at once open one calendar.
 */
public final class MappedCalendars {

    private static final String CALENDAR = "calendar";

    private final MongoCollection<Document> reservations;
    private final Ids ids;

    public MappedCalendars(MongoDatabase database, Ids ids) {
        this.reservations = database.getCollection("edge_mapped_calendars");
        this.ids = ids;
    }

    /**
     * @param account as the provider names it for ever
     * @param calendar as the provider names it in that account
     */
    public record Key(UserId user, String provider, String account, String calendar) {
        private String text() {
            return user.value() + "\n" + provider + "\n" + account + "\n" + calendar;
        }
    }

    /** The number of the local calendar, whether it was opened already or not. */
    public CalendarId of(Key key) {
        return find(key)
                .orElseGet(() -> {
                    reserve(key);
                    return find(key).orElseThrow();
                });
    }

    /** The same where there is one. */
    public Optional<CalendarId> find(Key key) {
        return Optional.ofNullable(reservations.find(eq("_id", key.text())).first())
                .map(known -> new CalendarId(known.get(CALENDAR, Number.class).longValue()));
    }

    /** It is tied to that one. */
    public void keep(Key key, CalendarId calendar) {
        of(key);
        reservations.updateOne(eq("_id", key.text()), Updates.set(CALENDAR, calendar.value()));
    }

    /** Another number in place of one that cannot be used any more. */
    public CalendarId renew(Key key, CalendarId gone) {
        reservations.updateOne(
                and(eq("_id", key.text()), eq(CALENDAR, gone.value())),
                Updates.set(CALENDAR, ids.reservedCalendar().value()));
        return of(key);
    }

    /** Forgets whose calendars were which; answers how many there were. */
    public long forget(UserId user) {
        return reservations
                .deleteMany(
                        and(gte("_id", user.value() + "\n"), lt("_id", user.value() + "\u000b")))
                .getDeletedCount();
    }

    private void reserve(Key key) {
        try {
            reservations.insertOne(
                    new Document("_id", key.text())
                            .append(CALENDAR, ids.reservedCalendar().value()));
        } catch (MongoWriteException taken) {
            if (taken.getError().getCode() != DuplicateKeys.CODE) {
                throw taken;
            }
        }
    }
}
