package almanac.query.rebuild;

import almanac.operation.ComparisonReport;
import almanac.operation.ComparisonReport.Difference;
import almanac.operation.OperationId;
import almanac.operation.RebuildMode;
import almanac.operation.RebuildState;
import almanac.user.UserId;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.bson.Document;

/** The shape of a rebuild as a document. */
final class JobCodec {

    static final String GROUP = "group";
    static final String STATE = "state";
    static final String FENCE = "fence";
    static final String UNTIL = "until";
    static final String STARTED = "startedAt";

    private JobCodec() {}

    static Document begun(
            OperationId id,
            UserId operator,
            String group,
            RebuildMode mode,
            OptionalInt mostPerSecond,
            long head,
            Instant now) {
        var document =
                new Document("_id", id.value())
                        .append("operator", operator.value())
                        .append(GROUP, group)
                        .append("mode", mode.name())
                        .append(STATE, RebuildState.REPLAYING.name())
                        .append("making", 0)
                        .append("stream", "")
                        .append("upTo", head)
                        .append("position", -1L)
                        .append("head", head)
                        .append("total", 0L)
                        .append("commits", 0L)
                        .append("facts", 0L)
                        .append("rate", 0.0)
                        .append("cancelled", false)
                        .append("swapWanted", false)
                        .append(FENCE, 0L)
                        .append(UNTIL, new Date(0))
                        .append(STARTED, Date.from(now))
                        .append("changedAt", Date.from(now));
        mostPerSecond.ifPresent(most -> document.append("mostPerSecond", most));
        return document;
    }

    static Job of(Document document) {
        return new Job(
                new OperationId(document.getLong("_id")),
                new UserId(document.getLong("operator")),
                document.getString(GROUP),
                RebuildMode.valueOf(document.getString("mode")),
                RebuildState.valueOf(document.getString(STATE)),
                document.getInteger("making"),
                document.getString("stream"),
                document.getLong("upTo"),
                document.getLong("position"),
                document.getLong("head"),
                document.getLong("total"),
                document.getLong("commits"),
                document.getLong("facts"),
                document.getDouble("rate"),
                Optional.ofNullable(document.getInteger("mostPerSecond"))
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()),
                document.getBoolean("cancelled"),
                document.getBoolean("swapWanted"),
                Optional.ofNullable(document.getString("node")),
                document.getLong(FENCE),
                document.getDate(STARTED).toInstant(),
                document.getDate("changedAt").toInstant(),
                Optional.ofNullable(document.getDate("endedAt")).map(Date::toInstant),
                Optional.ofNullable(document.getString("problem")),
                Optional.ofNullable(document.get("report", Document.class)).map(JobCodec::report));
    }

    static Document document(ComparisonReport report) {
        return new Document("documents", report.documents())
                .append("different", report.different())
                .append("missing", report.missing())
                .append("extra", report.extra())
                .append(
                        "examples",
                        report.examples().stream()
                                .map(each ->
                                        new Document("model", each.model())
                                                .append("id", each.id())
                                                .append("fields", each.fields())
                                                .append("live", each.live())
                                                .append("made", each.made()))
                                .toList());
    }

    private static ComparisonReport report(Document document) {
        return new ComparisonReport(
                document.getLong("documents"),
                document.getLong("different"),
                document.getLong("missing"),
                document.getLong("extra"),
                document.getList("examples", Document.class).stream()
                        .map(JobCodec::difference)
                        .toList());
    }

    private static Difference difference(Document document) {
        return new Difference(
                document.getString("model"),
                document.getString("id"),
                List.copyOf(document.getList("fields", String.class)),
                document.getString("live"),
                document.getString("made"));
    }
}
