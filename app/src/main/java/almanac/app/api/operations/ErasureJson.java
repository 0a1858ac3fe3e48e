package almanac.app.api.operations;

import almanac.operation.ErasureView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an erasure stands.
 *
 * @param status planned, running or done
 * @param pending the step that is next
 * @param waitsFor what that waits for, where it does
 * @param unconfirmed what could not be made sure of
 * @param position in history of the fact that tells of it
 */
@Schema(name = "Erasure")
record ErasureJson(
        @Nullable Long id,
        long user,
        String status,
        @Nullable Long by,
        String reason,
        @Nullable Instant begunAt,
        @Nullable Instant endedAt,
        List<Step> steps,
        @Nullable String pending,
        @Nullable String waitsFor,
        List<String> unconfirmed,
        @Nullable Long position) {

    @Schema(name = "Erasure step")
    record Step(String name, @Nullable Instant doneAt, Map<String, Long> counts) {
        static Step of(ErasureView.Step step) {
            return new Step(step.name(), step.doneAt().orElse(null), new TreeMap<>(step.counts()));
        }
    }

    static ErasureJson of(ErasureView view) {
        return new ErasureJson(
                view.id().map(id -> id.value()).orElse(null),
                view.user().value(),
                status(view),
                view.id().isPresent() ? view.by().value() : null,
                view.reason(),
                view.begunAt().orElse(null),
                view.endedAt().orElse(null),
                view.steps().stream().map(Step::of).toList(),
                view.pending().orElse(null),
                view.waitsFor().orElse(null),
                view.unconfirmed(),
                view.position().isPresent() ? view.position().getAsLong() : null);
    }

    private static String status(ErasureView view) {
        if (view.id().isEmpty()) {
            return "planned";
        }
        return view.endedAt().isPresent() ? "done" : "running";
    }
}
