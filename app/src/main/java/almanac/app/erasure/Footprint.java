package almanac.app.erasure;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;

import almanac.app.personal.PersonalSealing;
import almanac.calendar.CalendarFact;
import almanac.entry.EntryId;
import almanac.message.FactNames;
import almanac.operation.OperationId;
import almanac.store.RawFacts;
import almanac.store.RawFacts.RawFact;
import almanac.user.UserFact;
import almanac.user.UserId;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bson.Document;

/**
 * In which streams a person wrote and who may have read it, found by reading all of history once;
 * what came since is read when it is asked for again. Kept while the erasure goes on.
 */
final class Footprint {

    private static final int OFTEN = 1_000;
    private static final String OF = "erasure";
    private static final String STREAM = "stream";
    private static final String WROTE = "wrote";
    private static final String AGAIN = "again";
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
     * @param met names of the calendars that they ever saw, and of users who ever saw more than
     *     their own
     * @param sealed facts that their key opens
     * @param clear facts with their words that were stored before anything was sealed
     */
    record Found(Set<String> streams, Set<String> met, long sealed, long clear) {

        private static final Pattern ENTRY = Pattern.compile("^(?:entry|thread)-(\\d+)");

        /** The numbers of the streams whose names begin so. */
        List<Long> numbers(String prefix) {
            return numbers(streams, prefix);
        }

        /** The same among those whom they met. */
        List<Long> metNumbers(String prefix) {
            return numbers(met, prefix);
        }

        /** The entries on which they wrote, be it in a thread beside one. */
        Set<EntryId> entries() {
            var entries = new HashSet<EntryId>();
            for (var stream : streams) {
                var entry = ENTRY.matcher(stream);
                if (entry.find()) {
                    entries.add(new EntryId(Long.parseLong(entry.group(1))));
                }
            }
            return entries;
        }

        private static List<Long> numbers(Set<String> names, String prefix) {
            return names.stream()
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
        counts.names.forEach(stream -> keep(job.id(), stream, true));
        counts.met.forEach(stream -> keep(job.id(), stream, false));
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
        private final Pattern member;
        private final Set<String> names = new HashSet<>();
        private final Set<String> met = new HashSet<>();
        private long sealed;
        private long clear;

        Counts(UserId user) {
            this.user = user;
            this.member = Pattern.compile("\"(owner|user)\":" + user.value() + "[,}]");
        }

        void take(RawFact fact) {
            if (isMeeting(fact)) {
                met.add(fact.stream());
            }
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

        /** Who sees a calendar is never sealed. */
        private boolean isMeeting(RawFact fact) {
            var type = FactNames.ALL.get(fact.name());
            return type == UserFact.RoleGranted.class
                    || (type == CalendarFact.CalendarCreated.class
                                    || type == CalendarFact.CalendarShared.class
                                    || type == CalendarFact.CalendarRestored.class)
                            && member.matcher(fact.payload()).find();
        }
    }

    /** The streams in which they wrote whose read models are still to be made again. */
    List<String> toMakeAgain(Job job) {
        return streams.find(and(eq(OF, job.id().value()), ne(WROTE, false), ne(AGAIN, true)))
                .map(found -> found.getString(STREAM))
                .into(new ArrayList<>());
    }

    /** The read models of a stream were made again; what is found in it later asks once more. */
    void madeAgain(Job job, String stream) {
        streams.updateMany(
                and(eq(OF, job.id().value()), eq(STREAM, stream)), Updates.set(AGAIN, true));
    }

    private void keep(OperationId id, String stream, boolean wrote) {
        streams.replaceOne(
                eq("_id", id.value() + "/" + wrote + "/" + stream),
                new Document(OF, id.value()).append(STREAM, stream).append(WROTE, wrote),
                new ReplaceOptions().upsert(true));
    }

    private Found kept(long id) {
        var wrote = new TreeSet<String>();
        var met = new TreeSet<String>();
        streams.find(eq(OF, id))
                .forEach(found ->
                        (found.getBoolean(WROTE, true) ? wrote : met).add(found.getString(STREAM)));
        var mark = java.util.Objects.requireNonNull(marks.find(eq("_id", id)).first());
        return new Found(wrote, met, mark.getLong(SEALED), mark.getLong(CLEAR));
    }

    void forget(OperationId id) {
        streams.deleteMany(eq(OF, id.value()));
        marks.deleteOne(eq("_id", id.value()));
    }
}
