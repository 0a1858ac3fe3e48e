package almanac.sync.inbound;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import almanac.connection.MappingId;
import almanac.sync.link.Mappings;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.OptionalInt;
import org.bson.Document;
import org.bson.conversions.Bson;

/** How far each mapping's calendar has been read, beside the mapping itself. */
public final class Rounds {

    private static final Date NEVER = Date.from(Instant.parse("9999-01-01T00:00:00Z"));

    private final MongoCollection<Document> mappings;
    private final Clock clock;

    /**
     * What is told of a mapping's rounds.
     *
     * @param completed the latest wish that was fulfilled, or failed
     * @param imported entries that were new here, of all rounds so far
     * @param updated entries that were here and changed, of all rounds so far
     */
    public record Status(
            boolean full,
            boolean running,
            int done,
            OptionalInt expected,
            Optional<Instant> startedAt,
            Optional<Instant> lastSyncedAt,
            long completed,
            int imported,
            int updated,
            Optional<String> problem,
            Optional<Instant> retryAt) {}

    public Rounds(Mappings mappings, Clock clock) {
        this.mappings = mappings.documents();
        this.clock = clock;
    }

    /** Wishes for a round, from now on; answers its number. */
    public long wish(MappingId mapping, boolean full) {
        var wish =
                combine(
                        set("pullAt", Date.from(clock.instant())),
                        inc("requested", 1L),
                        inc("heard", 1L));
        wish = full ? combine(wish, set("wantsFull", true)) : wish;
        return counted(mapping, wish, "requested");
    }

    /** Notes that something may have changed; answers the number of the note. */
    public long due(MappingId mapping) {
        var note = combine(min("pullAt", Date.from(clock.instant())), inc("heard", 1L));
        return counted(mapping, note, "heard");
    }

    private long counted(MappingId mapping, Bson change, String counter) {
        var changed =
                mappings.findOneAndUpdate(
                        eq("_id", mapping.value()),
                        change,
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        return changed == null ? 0 : number(changed, counter);
    }

    /** Whether a round that began after the note has come to its end. */
    public boolean answered(MappingId mapping, long note) {
        return number(document(mapping), "answered") >= note;
    }

    /** Whether a round that did not begin before then has come to its end. */
    public boolean readSince(MappingId mapping, Instant since) {
        return instant(document(mapping), "readFrom").filter(at -> !at.isBefore(since)).isPresent();
    }

    /** When the next round is due. */
    Instant dueAt(MappingId mapping) {
        return dueAt(document(mapping));
    }

    private static Instant dueAt(Document document) {
        return instant(document, "pullAt").orElse(Instant.EPOCH);
    }

    Progress progress(MappingId mapping) {
        var document = document(mapping);
        return new Progress(
                Optional.ofNullable(document.getString("cursor")),
                instant(document, "windowStart"),
                Optional.ofNullable(document.get("round", Document.class))
                        .map(RoundDocuments::read),
                document.getBoolean("wantsFull", false),
                number(document, "requested"),
                number(document, "heard"),
                number(document, "answers"),
                dueAt(document));
    }

    /**
     * A round begins.
     *
     * @param heard what it answers; what is heard later makes another one due
     */
    void begin(MappingId mapping, Round round, long heard) {
        mappings.updateOne(eq("_id", mapping.value()), begun(round, heard));
    }

    private static Bson begun(Round round, long heard) {
        return combine(
                set("round", RoundDocuments.write(round)), set("answers", heard), inc("heard", 0L));
    }

    void save(MappingId mapping, Round round) {
        mappings.updateOne(eq("_id", mapping.value()), set("round", RoundDocuments.write(round)));
    }

    /** A full round begins, covering what comes after this instant; otherwise as the other. */
    void beginFull(MappingId mapping, Round round, long heard, Instant windowStart) {
        mappings.updateOne(
                eq("_id", mapping.value()),
                combine(
                        begun(round, heard),
                        set("windowStart", Date.from(windowStart)),
                        set("wantsFull", false)));
    }

    /** The cursor is void, and with it the round that went on from it. */
    void forgetCursor(MappingId mapping) {
        mappings.updateOne(eq("_id", mapping.value()), combine(unset("cursor"), unset("round")));
    }

    /** Everything is to be read anew and compared with what is linked. */
    public void startOver(MappingId mapping) {
        var round = progress(mapping).round().filter(each -> each.kind() != Round.Kind.DELTA);
        mappings.updateOne(
                eq("_id", mapping.value()),
                combine(
                        unset("cursor"),
                        round.map(each -> set("round", RoundDocuments.write(each.again())))
                                .orElseGet(() -> unset("round"))));
    }

    /** Everything is to be read anew, as if for the first time. */
    public void forget(MappingId mapping) {
        mappings.updateOne(
                eq("_id", mapping.value()),
                combine(
                        unset("cursor"),
                        unset("round"),
                        set("linked", false),
                        set("pullAt", Date.from(clock.instant()))));
    }

    /**
     * The round came to its end. The next one is due at once where something was heard since it
     * began: what it read may be older.
     *
     * @param from how far the calendar had been read when it began, or went on
     */
    void finish(MappingId mapping, Round round, Progress from, String cursor, Instant next) {
        var end = combine(end(round, cursor, from.requested()), set("answered", from.answered()));
        var quiet = and(eq("_id", mapping.value()), eq("heard", from.answered()));
        var rests = combine(end, set("pullAt", Date.from(next)));
        if (mappings.updateOne(quiet, rests).getMatchedCount() == 0) {
            mappings.updateOne(eq("_id", mapping.value()), end);
        }
    }

    private Bson end(Round round, String cursor, long requested) {
        return combine(
                set("cursor", cursor),
                unset("round"),
                set("linked", true),
                set("lastSyncedAt", Date.from(clock.instant())),
                set("readFrom", Date.from(round.startedAt())),
                max("completed", requested),
                inc("imported", round.imported()),
                inc("updated", round.updated()),
                unset("problem"),
                unset("retryAt"));
    }

    /** The round cannot go on now; those who wait for it are told. */
    public void failed(MappingId mapping, String problem, Optional<Instant> retryAt) {
        var told =
                combine(set("problem", problem), max("completed", progress(mapping).requested()));
        var again = retryAt.map(at -> set("retryAt", Date.from(at))).orElse(unset("retryAt"));
        mappings.updateOne(eq("_id", mapping.value()), combine(told, again));
    }

    /** No round is due until somebody wishes for one. */
    public void rest(MappingId mapping) {
        mappings.updateOne(eq("_id", mapping.value()), set("pullAt", NEVER));
    }

    public Status status(MappingId mapping) {
        var document = document(mapping);
        var round =
                Optional.ofNullable(document.get("round", Document.class))
                        .map(RoundDocuments::read);
        return new Status(
                round.filter(each -> each.kind() == Round.Kind.FULL).isPresent(),
                round.isPresent(),
                round.map(Round::done).orElse(0),
                round.map(Round::expected).orElse(OptionalInt.empty()),
                round.map(Round::startedAt),
                instant(document, "lastSyncedAt"),
                number(document, "completed"),
                document.getInteger("imported", 0) + round.map(Round::imported).orElse(0),
                document.getInteger("updated", 0) + round.map(Round::updated).orElse(0),
                Optional.ofNullable(document.getString("problem")),
                instant(document, "retryAt"));
    }

    /** An empty one where there is no such mapping. */
    private Document document(MappingId mapping) {
        return Optional.ofNullable(mappings.find(eq("_id", mapping.value())).first())
                .orElseGet(Document::new);
    }

    private static long number(Document document, String field) {
        return document.get(field) instanceof Number number ? number.longValue() : 0;
    }

    private static Optional<Instant> instant(Document document, String field) {
        return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
    }
}
