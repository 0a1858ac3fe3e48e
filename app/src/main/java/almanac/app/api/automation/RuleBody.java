package almanac.app.api.automation;

import almanac.app.web.Patch;
import almanac.app.web.Texts;
import almanac.automation.Logic;
import almanac.automation.RuleDetails;
import almanac.automation.Trigger;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** A whole rule as it is sent. */
@Schema(name = "Rule fields")
record RuleBody(
        @Schema(implementation = String.class, maxLength = 200, example = "Soccer is green")
                Patch<String> name,
        @Schema(implementation = String.class, maxLength = 1000) Patch<String> description,
        @Schema(
                        implementation = String.class,
                        allowableValues = {"event.created", "event.updated", "calendar.imported"})
                Patch<String> triggerType,
        @Schema(implementation = Object.class, description = "Null or empty: no trigger takes any")
                Patch<Map<String, Object>> triggerConfig,
        @Schema(implementation = Boolean.class, defaultValue = "true") Patch<Boolean> isEnabled,
        @Schema(
                        implementation = String.class,
                        allowableValues = {"AND", "OR"},
                        defaultValue = "AND")
                Patch<String> conditionLogic,
        @Schema(description = "At most 10; none fits every event")
                Patch<List<ConditionBody>> conditions,
        @Schema(description = "1 to 5") Patch<List<ActionBody>> actions) {

    RuleDetails details() {
        triggerConfig
                .present()
                .filter(config -> !config.isEmpty())
                .ifPresent(config -> {
                    throw Words.invalid("triggerConfig", "triggerConfig must be empty");
                });
        var logic =
                conditionLogic
                        .present()
                        .map(sent -> Words.of("conditionLogic", sent, Logic.values(), Logic::name))
                        .orElse(Logic.AND);
        return new RuleDetails(
                visibleName(),
                description.present().map(String::strip).filter(text -> !text.isEmpty()),
                trigger(),
                isEnabled.present().orElse(true),
                logic,
                inOrder("conditions", conditions, ConditionBody::rank).stream()
                        .map(each -> each.body().condition(each.at(), logic))
                        .toList(),
                inOrder("actions", actions, ActionBody::rank).stream()
                        .map(each -> each.body().action(each.at()))
                        .toList());
    }

    private String visibleName() {
        var sent = Words.required("name", name).strip();
        if (Texts.invisible(sent)) {
            throw Words.invalid("name", "name should not be empty");
        }
        return sent;
    }

    private Trigger trigger() {
        var sent = Words.required("triggerType", triggerType);
        return Trigger.find(sent)
                .orElseThrow(() -> Words.unknown("triggerType", sent, Trigger.words()));
    }

    /**
     * One element of a list.
     *
     * @param at how the request calls it
     */
    private record Element<T>(String at, T body) {}

    /** As their {@code order} says; where it says nothing, as they were sent. */
    private static <T> List<Element<T>> inOrder(
            String field, Patch<List<T>> sent, ToIntFunction<T> rank) {
        var elements = new ArrayList<Element<T>>();
        for (var element : sent.present().orElse(List.of())) {
            if (element == null) {
                throw Words.invalid(field, "each value in " + field + " must be an object");
            }
            elements.add(new Element<>(field + "[" + elements.size() + "]", element));
        }
        elements.sort(Comparator.comparingInt(each -> rank.applyAsInt(each.body())));
        return elements;
    }
}
