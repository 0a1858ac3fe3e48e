package almanac.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Sorts.ascending;

import almanac.store.Commit.Line;
import almanac.store.Commit.Placed;
import almanac.store.ledger.LedgerFact;
import com.mongodb.client.MongoCollection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.Document;

/**
 * Commits as they lie in the store, whatever somebody made of them: for who proves that nobody made
 * anything of them.
 */
public final class RawCommits {

    private final MongoCollection<Document> commits;
    private final CommitReader reader;

    /**
     * One commit.
     *
     * @param facts none where nothing can be read
     * @param latest the greatest timestamp up to its end, as the commit says
     * @param flaw what the commit says of itself that its facts do not say
     */
    public record RawCommit(
            long position, List<LedgerFact> facts, Instant latest, Optional<String> flaw) {}

    public RawCommits(MongoCollection<Document> facts, Durability durability) {
        commits = durability.of(facts);
        reader = new CommitReader(commits);
    }

    /** The position of the last fact; -1 while there is none. */
    public long lastPosition() {
        return reader.head().next() - 1;
    }

    /** Commits that start at or after a position, in order, with gaps if the store has them. */
    public List<RawCommit> startingFrom(long position, int most) {
        var found = new ArrayList<RawCommit>();
        for (var document :
                commits.find(gte(CommitCodec.POSITION, position))
                        .sort(ascending(CommitCodec.POSITION))
                        .limit(most)
                        .batchSize(most)) {
            found.add(commit(document));
        }
        return found;
    }

    /** The facts that a stream has before a position, in order. */
    public List<LedgerFact> ofStream(String stream, long position) {
        var found = new ArrayList<LedgerFact>();
        for (var document :
                commits.find(eq(CommitCodec.STREAM, stream))
                        .sort(ascending(CommitCodec.STREAM, CommitCodec.FIRST))) {
            for (var fact : commit(document).facts()) {
                if (fact.position() < position) {
                    found.add(fact);
                }
            }
        }
        return found;
    }

    private static RawCommit commit(Document document) {
        var position = document.get(CommitCodec.POSITION, Number.class).longValue();
        try {
            var placed = CommitCodec.placed(document);
            var latest = Instant.parse(document.getString(CommitCodec.LATEST));
            return new RawCommit(position, facts(placed), latest, flaw(placed, latest, document));
        } catch (RuntimeException unreadable) {
            return new RawCommit(
                    position,
                    List.of(),
                    Instant.MIN,
                    Optional.of("the commit cannot be read as one"));
        }
    }

    private static List<LedgerFact> facts(Placed placed) {
        var facts = new ArrayList<LedgerFact>();
        for (var line : placed.commit().lines()) {
            facts.add(fact(placed, line, placed.position() + facts.size()));
        }
        return facts;
    }

    private static LedgerFact fact(Placed placed, Line line, long position) {
        return new LedgerFact(
                position,
                placed.commit().id(),
                placed.commit().stream(),
                line.sequence(),
                line.id(),
                line.at(),
                line.name(),
                line.revision(),
                line.aggregateType(),
                line.payload(),
                line.metaData());
    }

    /** A commit is found by fields around its facts, so they have to tell the same. */
    private static Optional<String> flaw(Placed placed, Instant latest, Document document) {
        var commit = placed.commit();
        var numbers =
                commit.lines().stream()
                        .map(Line::sequence)
                        .flatMapToLong(OptionalLong::stream)
                        .summaryStatistics();
        var first = numbers.getCount() == 0 ? 0 : numbers.getMin();
        var last = numbers.getCount() == 0 ? 0 : numbers.getMax();
        if (commit.first() != first || commit.last() != last) {
            return Optional.of("the commit says that it is found elsewhere in its stream");
        }
        if (latest.isBefore(commit.latest())) {
            return Optional.of("the commit says that it is older than its facts");
        }
        return CommitCodec.document(commit, placed.position(), latest).equals(document)
                ? Optional.empty()
                : Optional.of("the commit has other fields than it was stored with");
    }
}
