package almanac.sync.inbound;

import java.util.Date;
import java.util.Optional;
import java.util.OptionalInt;
import org.bson.Document;

/** A round that has not come to its end, as it is stored with its mapping. */
final class RoundDocuments {

    private RoundDocuments() {}

    static Document write(Round round) {
        var document =
                new Document("id", round.id())
                        .append("attempt", round.attempt())
                        .append("kind", round.kind().name())
                        .append("startedAt", Date.from(round.startedAt()))
                        .append("done", round.done())
                        .append("imported", round.imported())
                        .append("updated", round.updated());
        round.page().ifPresent(page -> document.append("page", page));
        round.expected().ifPresent(expected -> document.append("expected", expected));
        return document;
    }

    static Round read(Document document) {
        return new Round(
                document.getString("id"),
                document.getInteger("attempt", 1),
                Round.Kind.valueOf(document.getString("kind")),
                Optional.ofNullable(document.getString("page")),
                document.getDate("startedAt").toInstant(),
                document.getInteger("done"),
                document.containsKey("expected")
                        ? OptionalInt.of(document.getInteger("expected"))
                        : OptionalInt.empty(),
                document.getInteger("imported"),
                document.getInteger("updated"));
    }
}
