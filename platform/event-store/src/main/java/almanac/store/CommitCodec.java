package almanac.store;

import almanac.store.Commit.Line;
import almanac.store.Commit.Placed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.Document;

/** The shape of a commit as a document. Field names are part of the stored format. */
final class CommitCodec {

    static final String POSITION = "_id";
    static final String COMMIT = "commit";
    static final String STREAM = "stream";
    static final String FIRST = "first";
    static final String LAST = "last";
    static final String COUNT = "count";

    /** The greatest timestamp of any fact up to the end of this commit, so it never decreases. */
    static final String LATEST = "latest";

    static final String FACTS = "facts";

    private CommitCodec() {}

    static Document document(Commit commit, long position, Instant latest) {
        List<Document> facts = new ArrayList<>(commit.size());
        for (Line line : commit.lines()) {
            facts.add(document(line));
        }
        return new Document(POSITION, position)
                .append(COMMIT, commit.id())
                .append(STREAM, commit.stream())
                .append(FIRST, commit.first())
                .append(LAST, commit.last())
                .append(COUNT, commit.size())
                .append(LATEST, latest.toString())
                .append(FACTS, facts);
    }

    private static Document document(Line line) {
        Document fact =
                new Document("id", line.id()).append("at", line.at()).append("name", line.name());
        line.revision().ifPresent(revision -> fact.append("revision", revision));
        line.aggregateType().ifPresent(type -> fact.append("type", type));
        line.sequence().ifPresent(sequence -> fact.append("sequence", sequence));
        return fact.append("data", line.payload()).append("meta", line.metaData());
    }

    static Placed placed(Document document) {
        List<Document> facts = document.getList(FACTS, Document.class);
        List<Line> lines = new ArrayList<>(facts.size());
        for (Document fact : facts) {
            lines.add(line(fact));
        }
        return new Commit(
                        document.getString(COMMIT),
                        document.getString(STREAM),
                        document.getLong(FIRST),
                        document.getLong(LAST),
                        lines)
                .at(document.getLong(POSITION));
    }

    private static Line line(Document fact) {
        Long sequence = fact.getLong("sequence");
        return new Line(
                fact.getString("id"),
                fact.getString("at"),
                fact.getString("name"),
                Optional.ofNullable(fact.getString("revision")),
                Optional.ofNullable(fact.getString("type")),
                sequence == null ? OptionalLong.empty() : OptionalLong.of(sequence),
                fact.getString("data"),
                fact.getString("meta"));
    }
}
