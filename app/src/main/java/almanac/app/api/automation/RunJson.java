package almanac.app.api.automation;

import almanac.automation.RuleStats;
import almanac.automation.RunStatus;
import almanac.automation.RunView;
import almanac.automation.StepResult;
import almanac.automation.Trigger;
import almanac.entry.EntryNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One audit log: what a rule did to one event.
 *
 * @param triggerType {@code manual} where the owner ran it
 * @param status null while it goes on
 */
record RunJson(
        long id,
        long ruleId,
        long eventId,
        String triggerType,
        @Nullable String status,
        List<Result> actionResults,
        @Nullable String errorMessage,
        @Nullable Long duration_ms,
        Instant executedAt) {

    /**
     * @param outcome done, unchanged or refused
     */
    record Result(
            String actionType,
            Map<String, Object> actionConfig,
            boolean success,
            String outcome,
            @Nullable String errorMessage) {

        static Result of(RunView view, int number) {
            var action = view.steps().get(number).action();
            var result = view.results().get(number);
            return new Result(
                    ActionType.of(action).word(),
                    ActionType.config(action),
                    result.outcome() != StepResult.Outcome.REFUSED,
                    word(result.outcome()),
                    result.reason().isEmpty() ? null : result.reason());
        }
    }

    static RunJson of(RunView view) {
        return new RunJson(
                view.log(),
                view.run().rule().value(),
                new EntryNumber(view.run().entry(), view.reach().occurrence()).value(),
                view.trigger().map(Trigger::word).orElse("manual"),
                view.status().map(RunJson::word).orElse(null),
                IntStream.range(0, view.results().size())
                        .mapToObj(number -> Result.of(view, number))
                        .toList(),
                reasons(view).orElse(null),
                view.endedAt()
                        .map(end -> Duration.between(view.begunAt(), end).toMillis())
                        .orElse(null),
                view.begunAt());
    }

    private static Optional<String> reasons(RunView view) {
        var reasons =
                view.results().stream()
                        .map(StepResult::reason)
                        .filter(reason -> !reason.isEmpty())
                        .distinct()
                        .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons);
    }

    /** How a rule has fared. */
    record Stats(
            long ruleId,
            long totalExecutions,
            Map<String, Long> byStatus,
            @Nullable Instant lastExecutedAt) {

        static Stats of(RuleStats stats) {
            var byStatus = new LinkedHashMap<String, Long>();
            Arrays.stream(RunStatus.values())
                    .forEach(status ->
                            byStatus.put(word(status), stats.byStatus().getOrDefault(status, 0L)));
            return new Stats(
                    stats.rule().value(), stats.runs(), byStatus, stats.lastRunAt().orElse(null));
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
