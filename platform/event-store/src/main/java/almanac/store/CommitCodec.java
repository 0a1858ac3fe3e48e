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

    static final String ID = "id";
    static final String AT = "at";
    static final String NAME = "name";
    static final String REVISION = "revision";
    static final String TYPE = "type";
    static final String SEQUENCE = "sequence";
    static final String DATA = "data";
    static final String META = "meta";

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
        Document fact = new Document(ID, line.id()).append(AT, line.at()).append(NAME, line.name());
        line.revision().ifPresent(revision -> fact.append(REVISION, revision));
        line.aggregateType().ifPresent(type -> fact.append(TYPE, type));
        line.sequence().ifPresent(sequence -> fact.append(SEQUENCE, sequence));
        return fact.append(DATA, line.payload()).append(META, line.metaData());
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
        Long sequence = fact.getLong(SEQUENCE);
        return new Line(
                fact.getString(ID),
                fact.getString(AT),
                fact.getString(NAME),
                Optional.ofNullable(fact.getString(REVISION)),
                Optional.ofNullable(fact.getString(TYPE)),
                sequence == null ? OptionalLong.empty() : OptionalLong.of(sequence),
                fact.getString(DATA),
                fact.getString(META));
    }
}
