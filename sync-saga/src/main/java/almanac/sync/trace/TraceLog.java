package almanac.sync.trace;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import almanac.connection.ConnectionId;
import almanac.connection.MappingId;
import almanac.connection.ProviderKind;
import almanac.connection.TraceLine;
import almanac.entry.EntryId;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** Keeps the lines and finds those of an entry. */
public final class TraceLog {

    private static final int LONGEST_DETAIL = 500;

    private final MongoCollection<Document> lines;

    public TraceLog(MongoDatabase database) {
        this.lines = database.getCollection("sync_trace");
    }

    public void ensureIndexes() {
        lines.createIndex(
                Indexes.compoundIndex(Indexes.ascending("entry"), Indexes.descending("at", "n")));
        lines.createIndex(Indexes.ascending("at"));
    }

    public void write(Collection<TraceLine> all) {
        if (!all.isEmpty()) {
            var number = 0;
            var documents = new ArrayList<Document>(all.size());
            for (var line : all) {
                documents.add(document(line, number++));
            }
            lines.insertMany(documents);
        }
    }

    private static Document document(TraceLine line, int number) {
        return new Document("at", Date.from(line.at()))
                .append("n", number)
                .append("entry", line.entry().value())
                .append("connection", line.connection().value())
                .append("mapping", line.mapping().value())
                .append("provider", line.provider().name())
                .append("run", line.run())
                .append("step", line.step().name())
                .append("reason", line.reason().name())
                .append("detail", cut(line.detail()));
    }

    private static String cut(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
    }

    /** Newest first. */
    public List<TraceLine> of(EntryId entry, int limit) {
        return lines.find(eq("entry", entry.value()))
                .sort(
                        Indexes.compoundIndex(
                                Indexes.ascending("entry"), Indexes.descending("at", "n")))
                .limit(limit)
                .map(TraceLog::line)
                .into(new ArrayList<>());
    }

    private static TraceLine line(Document document) {
        return new TraceLine(
                document.getDate("at").toInstant(),
                new EntryId(document.getLong("entry")),
                new ConnectionId(document.getLong("connection")),
                new MappingId(document.getLong("mapping")),
                ProviderKind.valueOf(document.getString("provider")),
                document.getString("run"),
                TraceLine.Step.valueOf(document.getString("step")),
                TraceLine.Reason.valueOf(document.getString("reason")),
                document.getString("detail"));
    }

    /** Forgets what is older. */
    public void sweep(Instant before) {
        lines.deleteMany(lt("at", Date.from(before)));
    }
}
