package almanac.query.rebuild;

import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.bson.Document;

/** The shape of a standing as a document. */
final class StandingCodec {

    private StandingCodec() {}

    static Document document(String group, Standing standing) {
        var document =
                new Document("_id", group)
                        .append("stamp", standing.stamp())
                        .append("live", standing.live())
                        .append("next", standing.next())
                        .append(
                                "leaving",
                                standing.leaving().stream()
                                        .map(each ->
                                                new Document("generation", each.generation())
                                                        .append("since", Date.from(each.since())))
                                        .toList());
        standing.kept().ifPresent(number -> document.append("kept", number));
        standing.job().ifPresent(number -> document.append("job", number));
        standing.rebuiltAt().ifPresent(at -> document.append("rebuiltAt", Date.from(at)));
        standing.shadow().ifPresent(made -> document.append("shadow", document(made)));
        return document;
    }

    private static Document document(Standing.Shadow shadow) {
        var document =
                new Document("generation", shadow.generation())
                        .append("replayed", shadow.replayed())
                        .append("joining", shadow.joining())
                        .append("joined", List.copyOf(shadow.joined()));
        shadow.broken().ifPresent(reason -> document.append("broken", reason));
        return document;
    }

    static Standing of(Document document) {
        return new Standing(
                document.getLong("stamp"),
                document.getInteger("live"),
                document.getInteger("next"),
                number(document, "kept"),
                Optional.ofNullable(document.get("shadow", Document.class))
                        .map(StandingCodec::shadow),
                document.getList("leaving", Document.class).stream()
                        .map(each ->
                                new Standing.Leaving(
                                        each.getInteger("generation"),
                                        each.getDate("since").toInstant()))
                        .toList(),
                Optional.ofNullable(document.getLong("job"))
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()),
                Optional.ofNullable(document.getDate("rebuiltAt")).map(Date::toInstant));
    }

    private static OptionalInt number(Document document, String field) {
        return Optional.ofNullable(document.getInteger(field))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private static Standing.Shadow shadow(Document document) {
        return new Standing.Shadow(
                document.getInteger("generation"),
                document.getLong("replayed"),
                document.getBoolean("joining"),
                new HashSet<>(document.getList("joined", Integer.class)),
                Optional.ofNullable(document.getString("broken")));
    }
}
