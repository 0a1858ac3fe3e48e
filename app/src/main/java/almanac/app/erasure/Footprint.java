package almanac.app.erasure;

import static com.mongodb.client.model.Filters.eq;

import almanac.app.personal.PersonalSealing;
import almanac.operation.OperationId;
import almanac.store.RawFacts;
import almanac.store.RawFacts.RawFact;
import almanac.user.UserId;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;

/**
 * In which streams a person wrote, found by reading all of history once; what came since is read
 * when it is asked for again. Kept while the erasure goes on.
 */
final class Footprint {

    private static final int OFTEN = 1_000;
    private static final String OF = "erasure";
    private static final String STREAM = "stream";
    private static final String NEXT = "next";
    private static final String CLEAR = "clear";
    private static final String SEALED = "sealed";

    private final RawFacts stored;
    private final PersonalSealing sealing;
    private final MongoCollection<Document> streams;
    private final MongoCollection<Document> marks;

    /**
     * What was found.
     *
     * @param streams by name
     * @param sealed facts that their key opens
     * @param clear facts with their words that were stored before anything was sealed
     */
    record Found(Set<String> streams, long sealed, long clear) {

        /** The numbers of the streams whose names begin so. */
        List<Long> numbers(String prefix) {
            return streams.stream()
                    .filter(stream -> stream.startsWith(prefix))
                    .map(stream -> stream.substring(prefix.length()))
                    .filter(number -> number.chars().allMatch(Character::isDigit))
                    .map(Long::valueOf)
                    .toList();
        }
    }

    /**
     * @param stored facts as they lie in the store
     */
    Footprint(RawFacts stored, PersonalSealing sealing, MongoDatabase database) {
        this.stored = stored;
        this.sealing = sealing;
        this.streams = database.getCollection("erasure_streams");
        this.marks = database.getCollection("erasure_marks");
        streams.createIndex(Indexes.ascending(OF));
    }

    /** All there is by now. */
    Found of(Job job, Runnable alive) {
        var id = job.id().value();
        var mark = marks.find(eq("_id", id)).first();
        var next = mark == null ? 0L : mark.getLong(NEXT);
        var counts = new Counts(job.user());
        var all = stored.from(next).iterator();
        while (all.hasNext()) {
            var fact = all.next();
            counts.take(fact);
            next = fact.position() + 1;
            if (next % OFTEN == 0) {
                alive.run();
            }
        }
        counts.names.forEach(stream -> keep(job.id(), stream));
        marks.updateOne(
                eq("_id", id),
                Updates.combine(
                        Updates.set(NEXT, next),
                        Updates.inc(SEALED, counts.sealed),
                        Updates.inc(CLEAR, counts.clear)),
                new UpdateOptions().upsert(true));
        return kept(id);
    }

    private final class Counts {

        private final UserId user;
        private final Set<String> names = new HashSet<>();
        private long sealed;
        private long clear;

        Counts(UserId user) {
            this.user = user;
        }

        void take(RawFact fact) {
            switch (sealing.wordsIn(fact, user)) {
                case SEALED -> {
                    sealed++;
                    names.add(fact.stream());
                }
                case CLEAR -> {
                    clear++;
                    names.add(fact.stream());
                }
                case NONE -> {
                    // nothing of theirs
                }
            }
        }
    }

    private void keep(OperationId id, String stream) {
        streams.replaceOne(
                eq("_id", id.value() + "/" + stream),
                new Document(OF, id.value()).append(STREAM, stream),
                new ReplaceOptions().upsert(true));
    }

    private Found kept(long id) {
        var names = new TreeSet<String>();
        streams.find(eq(OF, id)).forEach(found -> names.add(found.getString(STREAM)));
        var mark = java.util.Objects.requireNonNull(marks.find(eq("_id", id)).first());
        return new Found(names, mark.getLong(SEALED), mark.getLong(CLEAR));
    }

    void forget(OperationId id) {
        streams.deleteMany(eq(OF, id.value()));
        marks.deleteOne(eq("_id", id.value()));
    }
}
