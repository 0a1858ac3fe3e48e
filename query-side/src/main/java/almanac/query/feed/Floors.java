package almanac.query.feed;

import static com.mongodb.client.model.Filters.eq;

import almanac.calendar.CalendarId;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.Optional;
import org.bson.Document;

/**
 * Up to which position of each calendar something that left it was forgotten. No read model: it
 * outlives every rebuild, since a client must never go on where something may be missing.
 */
final class Floors {

    private static final String POSITION = "position";

    private final MongoCollection<Document> documents;

    Floors(MongoCollection<Document> documents) {
        this.documents = documents;
    }

    /** -1 where nothing was forgotten. */
    long of(CalendarId calendar) {
        return Optional.ofNullable(documents.find(eq("_id", calendar.value())).first())
                .map(document -> document.getLong(POSITION))
                .orElse(-1L);
    }

    void raise(CalendarId calendar, long position) {
        documents.updateOne(
                eq("_id", calendar.value()),
                Updates.max(POSITION, position),
                new UpdateOptions().upsert(true));
    }
}
