package almanac.app.erasure;

import almanac.operation.ErasureView;
import almanac.operation.OperationId;
import almanac.user.UserId;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.Document;

/**
 * An erasure as it is kept.
 *
 * @param fence rises with every claim, so that whoever lost one notices
 * @param stepBegan when the pending step was run for the first time
 * @param attempts failures of the pending step in a row
 * @param soFar what the pending step has done already
 */
record Job(
        ErasureView view,
        long fence,
        Optional<Instant> stepBegan,
        int attempts,
        Map<String, Long> soFar) {

    static final String USER = "user";
    static final String ENDED = "endedAt";
    static final String STEPS = "steps";
    static final String UNCONFIRMED = "unconfirmed";
    static final String POSITION = "position";
    static final String FENCE = "fence";
    static final String UNTIL = "until";
    static final String DUE = "due";
    static final String NODE = "node";
    static final String STEP_BEGAN = "stepBegan";
    static final String ATTEMPTS = "attempts";
    static final String SO_FAR = "soFar";
    static final String WAITS_FOR = "waitsFor";

    OperationId id() {
        return view.id().orElseThrow();
    }

    UserId user() {
        return view.user();
    }

    static Document begun(OperationId id, UserId user, UserId by, String reason, Instant now) {
        return new Document("_id", id.value())
                .append(USER, user.value())
                .append("by", by.value())
                .append("reason", reason)
                .append("begunAt", Date.from(now))
                .append(STEPS, List.of())
                .append(UNCONFIRMED, List.of())
                .append(FENCE, 0L)
                .append(UNTIL, new Date(0))
                .append(DUE, Date.from(now))
                .append(ATTEMPTS, 0);
    }

    static Document step(String name, Instant at, Map<String, Long> counts) {
        return new Document("name", name)
                .append("at", Date.from(at))
                .append("counts", new Document(new LinkedHashMap<String, Object>(counts)));
    }

    static Job of(Document found, List<String> order) {
        var steps = found.getList(STEPS, Document.class).stream().map(Job::step).toList();
        var ended = instant(found, ENDED);
        var pending =
                ended.isPresent()
                        ? Optional.<String>empty()
                        : order.stream().skip(steps.size()).findFirst();
        var position = found.getLong(POSITION);
        return new Job(
                new ErasureView(
                        Optional.of(new OperationId(found.getLong("_id"))),
                        new UserId(found.getLong(USER)),
                        new UserId(found.getLong("by")),
                        found.getString("reason"),
                        instant(found, "begunAt"),
                        ended,
                        steps,
                        pending,
                        Optional.ofNullable(found.getString(WAITS_FOR)),
                        found.getList(UNCONFIRMED, String.class),
                        position == null ? OptionalLong.empty() : OptionalLong.of(position)),
                found.getLong(FENCE),
                instant(found, STEP_BEGAN),
                found.getInteger(ATTEMPTS),
                counts(found.get(SO_FAR, new Document())));
    }

    private static ErasureView.Step step(Document found) {
        return new ErasureView.Step(
                found.getString("name"),
                instant(found, "at"),
                counts(found.get("counts", Document.class)));
    }

    private static Map<String, Long> counts(Document found) {
        var counts = new LinkedHashMap<String, Long>();
        found.forEach((what, count) -> counts.put(what, ((Number) count).longValue()));
        return counts;
    }

    private static Optional<Instant> instant(Document found, String field) {
        return Optional.ofNullable(found.getDate(field)).map(Date::toInstant);
    }
}
