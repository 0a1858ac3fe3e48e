package almanac.app.api.primecalsync;

import almanac.connection.ConflictView;
import almanac.connection.Disagreement;
import almanac.connection.Side;
import almanac.entry.Change;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What both sides changed since they last agreed.
 *
 * @param eventId the event, or the series
 * @param status {@code open} or {@code resolved}
 * @param standing whose values stand now: {@code local} or {@code provider}; the chosen side's,
 *     once somebody chose
 * @param chosen what a person decided, last; null while open
 */
record ConflictJson(
        long id,
        long eventId,
        String status,
        String standing,
        @Nullable String chosen,
        List<Field> fields,
        Instant detectedAt,
        @Nullable Instant resolvedAt) {

    /**
     * One field with all values.
     *
     * @param occurrence local original start where it is about one occurrence
     * @param field {@code existence} where one side deleted what the other edited; the fields that
     *     were edited follow
     */
    record Field(
            @Nullable LocalDateTime occurrence,
            String field,
            @Nullable JsonNode base,
            @Nullable JsonNode local,
            @Nullable JsonNode provider) {}

    /** A part of a list; the next part is asked for with {@code before=nextBefore}. */
    @Schema(name = "Conflict page")
    record Page(List<ConflictJson> data, Pagination pagination) {}

    @Schema(name = "Conflict pagination")
    record Pagination(int limit, boolean hasMore, @Nullable Long nextBefore) {}

    static ConflictJson of(ConflictView view, JsonMapper json) {
        return new ConflictJson(
                view.id().value(),
                view.entry().value(),
                view.chosen().isPresent() ? "resolved" : "open",
                word(view.standing()),
                view.chosen().map(ConflictJson::word).orElse(null),
                view.fields().stream().map(field -> field(field, json)).toList(),
                view.detectedAt(),
                view.chosen().isPresent() ? view.updatedAt() : null);
    }

    private static Field field(Disagreement field, JsonMapper json) {
        return new Field(
                field.occurrence().orElse(null),
                field.field(),
                value(field.base(), json),
                value(field.local(), json),
                value(field.remote(), json));
    }

    /** The value alone where a change is one value, which all but a few are. */
    private static @Nullable JsonNode value(Optional<Change> change, JsonMapper json) {
        if (change.isEmpty()) {
            return null;
        }
        ObjectNode whole = json.valueToTree(change.get());
        whole.remove("field");
        return whole.size() == 1 && whole.has("to") ? whole.get("to") : whole;
    }

    private static String word(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }
}
