package almanac.app.api.automation;

import almanac.automation.Action;
import almanac.automation.Condition;
import almanac.automation.Logic;
import almanac.automation.RuleView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One rule; every field is there. */
record RuleJson(
        long id,
        String name,
        @Nullable String description,
        String triggerType,
        @Nullable Object triggerConfig,
        boolean isEnabled,
        String conditionLogic,
        List<ConditionJson> conditions,
        List<ActionJson> actions,
        @Nullable Instant lastExecutedAt,
        long executionCount,
        long createdById,
        Instant createdAt,
        Instant updatedAt) {

    record ConditionJson(
            int id,
            String field,
            String operator,
            @Nullable Object value,
            @Nullable String groupId,
            String logicOperator,
            int order) {

        static ConditionJson of(int order, Condition condition, Logic logic) {
            return new ConditionJson(
                    order + 1,
                    condition.field().word(),
                    condition.operator().word(),
                    value(condition),
                    null,
                    logic.name(),
                    order);
        }

        private static @Nullable Object value(Condition condition) {
            if (condition.operator().takesMany()) {
                return condition.values();
            }
            return condition.values().isEmpty() ? null : condition.values().getFirst();
        }
    }

    record ActionJson(int id, String actionType, Map<String, Object> actionConfig, int order) {
        static ActionJson of(int order, Action action) {
            return new ActionJson(
                    order + 1, ActionType.of(action).word(), ActionType.config(action), order);
        }
    }

    static RuleJson of(RuleView view) {
        var details = view.details();
        return new RuleJson(
                view.id().value(),
                details.name(),
                details.description().orElse(null),
                details.trigger().word(),
                null,
                details.enabled(),
                details.logic().name(),
                IntStream.range(0, details.conditions().size())
                        .mapToObj(i ->
                                ConditionJson.of(i, details.conditions().get(i), details.logic()))
                        .toList(),
                IntStream.range(0, details.actions().size())
                        .mapToObj(i -> ActionJson.of(i, details.actions().get(i)))
                        .toList(),
                view.lastRunAt().orElse(null),
                view.runs(),
                view.owner().value(),
                view.createdAt(),
                view.updatedAt());
    }
}
