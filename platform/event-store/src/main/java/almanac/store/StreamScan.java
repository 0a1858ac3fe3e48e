package almanac.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;

import almanac.store.Commit.Placed;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Reads whole streams one after another, by the stream index and page by page: the quickest way
 * from all facts of an aggregate to what they add up to.
 */
public final class StreamScan {

    /** The embedded store lets nobody append while it reads a batch, so they are short. */
    private static final int FETCHED_AT_ONCE = 250;

    private final MongoCollection<Document> commits;
    private final MongoCollection<Placed> placed;
    private final CommitReader reader;
    private final Serializer serializer;
    private final EventUpcaster upcasters;
    private final Sealing sealing;

    StreamScan(
            MongoCollection<Document> commits,
            Serializer serializer,
            EventUpcaster upcasters,
            Sealing sealing) {
        this.commits = commits;
        this.placed = PlacedCodec.reading(commits);
        this.reader = new CommitReader(commits);
        this.serializer = serializer;
        this.upcasters = upcasters;
        this.sealing = sealing;
    }

    /** The position of the last fact; -1 while there is none. */
    public long lastPosition() {
        return reader.head().next() - 1;
    }

    /** How many commits the streams have whose names begin so. */
    public long commits(String prefix) {
        return commits.countDocuments(
                and(gt(CommitCodec.STREAM, prefix), lt(CommitCodec.STREAM, end(prefix))));
    }

    /**
     * Whole streams whose names begin so, in the order of their names.
     *
     * @param after the last stream of the page before; the prefix itself for the first page
     * @param upTo facts after this position are left out
     * @param most how many commits are read, unless a single stream has more
     */
    public FactPage page(String prefix, String after, long upTo, int most) {
        List<Placed> found =
                read(and(gt(CommitCodec.STREAM, after), lt(CommitCodec.STREAM, end(prefix))), most);
        if (found.size() < most) {
            return page(found, found.isEmpty() ? after : streamOf(found.getLast()), upTo, true);
        }
        String cut = streamOf(found.getLast());
        if (cut.equals(streamOf(found.getFirst()))) {
            found.addAll(rest(found.getLast()));
        } else {
            found.removeIf(placed -> streamOf(placed).equals(cut));
        }
        return page(found, streamOf(found.getLast()), upTo, false);
    }

    private FactPage page(List<Placed> found, String last, long upTo, boolean ended) {
        var facts =
                EventUtils.upcastAndDeserializeTrackedEvents(
                        found.stream()
                                .filter(placed -> placed.position() <= upTo)
                                .flatMap(placed -> StoredFact.from(placed, 0, sealing)),
                        serializer,
                        upcasters);
        return new FactPage(facts.toList(), last, found.size(), ended);
    }

    /** What a stream has behind a commit. */
    private List<Placed> rest(Placed last) {
        return read(
                and(
                        eq(CommitCodec.STREAM, streamOf(last)),
                        gt(CommitCodec.FIRST, last.commit().first())),
                0);
    }

    private List<Placed> read(Bson filter, int most) {
        return placed.find(filter)
                .sort(ascending(CommitCodec.STREAM, CommitCodec.FIRST))
                .limit(most)
                .batchSize(FETCHED_AT_ONCE)
                .into(new ArrayList<>());
    }

    private static String streamOf(Placed placed) {
        return placed.commit().stream();
    }

    /** Greater than every name with that prefix. */
    private static String end(String prefix) {
        int last = prefix.length() - 1;
        return prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
    }
}
