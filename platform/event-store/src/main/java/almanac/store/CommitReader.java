package almanac.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import almanac.store.Commit.Placed;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Reads of durably stored commits, each by the position index or by the stream index. */
final class CommitReader {

    private static final Bson ENDS =
            include(CommitCodec.POSITION, CommitCodec.COUNT, CommitCodec.LATEST, CommitCodec.LAST);

    private final MongoCollection<Document> commits;
    private final MongoCollection<Placed> placed;

    CommitReader(MongoCollection<Document> commits) {
        this.commits = commits;
        this.placed = PlacedCodec.reading(commits);
    }

    Head head() {
        return before(Long.MAX_VALUE).orElse(Head.EMPTY);
    }

    /** The head as it was when the commit that starts last before this position had landed. */
    private Optional<Head> before(long position) {
        return Optional.ofNullable(
                        commits.find(lt(CommitCodec.POSITION, position))
                                .projection(ENDS)
                                .sort(descending(CommitCodec.POSITION))
                                .limit(1)
                                .first())
                .map(CommitReader::end);
    }

    private static Head end(Document document) {
        return new Head(
                document.getLong(CommitCodec.POSITION) + document.getInteger(CommitCodec.COUNT),
                Instant.parse(document.getString(CommitCodec.LATEST)));
    }

    /** Commits that start at or after this position, without a gap among them. */
    List<Placed> startingFrom(long position, int most) {
        List<Placed> found = new ArrayList<>();
        for (Placed next : startingFrom(placed, position, most)) {
            if (isGapBefore(next, found)) {
                break;
            }
            found.add(next);
        }
        return found;
    }

    /**
     * The same for who has to know where history ends.
     *
     * @param ends is told where the last of them ends
     */
    List<Placed> startingFrom(long position, int most, Consumer<Head> ends) {
        List<Placed> found = new ArrayList<>();
        Document last = null;
        for (Document document : startingFrom(commits, position, most)) {
            Placed next = CommitCodec.placed(document);
            if (isGapBefore(next, found)) {
                break;
            }
            found.add(next);
            last = document;
        }
        if (last != null) {
            ends.accept(end(last));
        }
        return found;
    }

    private static <T> FindIterable<T> startingFrom(
            MongoCollection<T> commits, long position, int most) {
        return commits.find(gte(CommitCodec.POSITION, position))
                .sort(ascending(CommitCodec.POSITION))
                .limit(most)
                .batchSize(most);
    }

    private static boolean isGapBefore(Placed next, List<Placed> found) {
        return !found.isEmpty() && next.position() != found.getLast().end();
    }

    /** The last commit that starts before this position. */
    Optional<Placed> startingBefore(long position) {
        return Optional.ofNullable(
                        commits.find(lt(CommitCodec.POSITION, position))
                                .sort(descending(CommitCodec.POSITION))
                                .limit(1)
                                .first())
                .map(CommitCodec::placed);
    }

    /** Commits of a stream whose first sequence number is at or after this one, in order. */
    List<Placed> ofStream(String stream, long first, int most) {
        Bson filter =
                first <= 0
                        ? eq(CommitCodec.STREAM, stream)
                        : and(eq(CommitCodec.STREAM, stream), gte(CommitCodec.FIRST, first));
        return placed.find(filter)
                .sort(ascending(CommitCodec.STREAM, CommitCodec.FIRST))
                .limit(most)
                .batchSize(most)
                .into(new ArrayList<>());
    }

    /** The last commit of a stream that starts before this sequence number. */
    Optional<Placed> ofStreamBefore(String stream, long sequence) {
        return Optional.ofNullable(
                        commits.find(
                                        and(
                                                eq(CommitCodec.STREAM, stream),
                                                lt(CommitCodec.FIRST, sequence)))
                                .sort(descending(CommitCodec.STREAM, CommitCodec.FIRST))
                                .limit(1)
                                .first())
                .map(CommitCodec::placed);
    }

    /**
     * The last sequence number of the last commit of a stream that starts at or before this one.
     */
    OptionalLong lastOfStream(String stream, long atMost) {
        Document document =
                commits.find(and(eq(CommitCodec.STREAM, stream), lte(CommitCodec.FIRST, atMost)))
                        .projection(ENDS)
                        .sort(descending(CommitCodec.STREAM, CommitCodec.FIRST))
                        .limit(1)
                        .first();
        return document == null
                ? OptionalLong.empty()
                : OptionalLong.of(document.getLong(CommitCodec.LAST));
    }

    /** The stored commit that begins where this one wants to begin; it may be this very one. */
    Optional<Holder> holderOf(Commit commit) {
        return Optional.ofNullable(
                        commits.find(
                                        and(
                                                eq(CommitCodec.STREAM, commit.stream()),
                                                eq(CommitCodec.FIRST, commit.first())))
                                .projection(include(CommitCodec.POSITION, CommitCodec.COMMIT))
                                .first())
                .map(d ->
                        new Holder(
                                d.getLong(CommitCodec.POSITION), d.getString(CommitCodec.COMMIT)));
    }

    /** A stored commit by its id. */
    record Holder(long position, String commit) {

        boolean is(Commit other) {
            return commit.equals(other.id());
        }
    }

    /**
     * The position of the first fact whose timestamp is at or after the instant. Halves the range
     * of positions, which works because {@code latest} never decreases.
     */
    OptionalLong firstAtOrAfter(Instant instant) {
        Head head = head();
        if (head.next() == 0 || head.latest().isBefore(instant)) {
            return OptionalLong.empty();
        }
        long low = 0;
        long high = head.next() - 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            Head upTo = before(middle + 1).orElse(Head.EMPTY);
            if (upTo.latest().isBefore(instant)) {
                low = upTo.next();
            } else {
                high = middle;
            }
        }
        return firstWithin(startingBefore(low + 1).orElseThrow(), instant);
    }

    private static OptionalLong firstWithin(Placed placed, Instant instant) {
        for (int i = 0; i < placed.commit().size(); i++) {
            if (!placed.commit().lines().get(i).instant().isBefore(instant)) {
                return OptionalLong.of(placed.position() + i);
            }
        }
        return OptionalLong.empty();
    }

    boolean startsAt(long position) {
        return commits.find(eq(CommitCodec.POSITION, position)).projection(ENDS).first() != null;
    }
}
