package almanac.store;

import almanac.store.Commit.Line;
import almanac.store.Commit.Placed;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.Document;

/** Facts as they were written, text for text, for whoever copies history. */
public final class RawFacts {

    private static final int BATCH = 500;

    private final CommitReader reader;
    private final Sealing sealing;

    /**
     * One fact.
     *
     * @param at as it was written, an ISO 8601 instant
     * @param revision of the form in which it is stored; no upcaster has seen it
     * @param payload JSON
     * @param metaData JSON
     */
    public record RawFact(
            long position,
            String stream,
            OptionalLong sequence,
            String id,
            String at,
            String name,
            Optional<String> revision,
            String payload,
            String metaData) {}

    public RawFacts(MongoCollection<Document> facts, Durability durability, Sealing sealing) {
        this.reader = new CommitReader(durability.of(facts));
        this.sealing = sealing;
    }

    /**
     * Every fact from a position on, in order. While one page is read by the caller, the next one
     * is opened and the one after that is fetched.
     */
    public Stream<RawFact> from(long position) {
        var pages = new ReadAhead<>(new Pages(position));
        return FactCursor.stream(new ReadAhead<>(() -> facts(pages.get(), position)));
    }

    private List<RawFact> facts(List<Placed> page, long first) {
        var facts = new ArrayList<RawFact>();
        for (var placed : page) {
            for (var index = 0; index < placed.commit().size(); index++) {
                var position = placed.position() + index;
                if (position >= first) {
                    facts.add(fact(placed, placed.commit().lines().get(index), position));
                }
            }
        }
        return facts;
    }

    private RawFact fact(Placed placed, Line line, long position) {
        return new RawFact(
                position,
                placed.commit().stream(),
                line.sequence(),
                line.id(),
                line.at(),
                line.name(),
                line.revision(),
                sealing.opened(line.id(), line.payload()),
                line.metaData());
    }

    /**
     * Commits page by page; the first page begins with the one that the position may lie within.
     */
    private final class Pages implements Supplier<List<Placed>> {

        private final long first;
        private long next;

        Pages(long first) {
            this.first = first;
            this.next = first;
        }

        @Override
        public List<Placed> get() {
            var page = new ArrayList<Placed>();
            if (next == first && first > 0) {
                reader.startingBefore(first).ifPresent(page::add);
            }
            page.addAll(reader.startingFrom(next, BATCH));
            if (!page.isEmpty()) {
                next = Math.max(next, page.getLast().end());
            }
            return page;
        }
    }
}
