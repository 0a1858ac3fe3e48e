package almanac.app.api.automation;

import almanac.app.web.Patch;
import almanac.automation.Condition;
import almanac.automation.Field;
import almanac.automation.Logic;
import almanac.automation.Operator;
import almanac.message.Rejected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** One condition as it is sent. */
@Schema(name = "Rule condition")
record ConditionBody(
        @Schema(
                        implementation = String.class,
                        example = "event.title",
                        allowableValues = {
                            "event.title",
                            "event.description",
                            "event.location",
                            "event.notes",
                            "event.color",
                            "event.tags",
                            "event.attendee",
                            "event.organizer",
                            "event.calendar.name",
                            "event.calendar.id",
                            "event.duration",
                            "event.status",
                            "event.weekday",
                            "event.is_all_day",
                            "event.start",
                            "event.end",
                            "event.start_time",
                            "event.end_time"
                        })
                Patch<String> field,
        @Schema(
                        implementation = String.class,
                        example = "contains",
                        description = "Which of these a field takes, a refusal says",
                        allowableValues = {
                            "equals",
                            "not_equals",
                            "in",
                            "not_in",
                            "contains",
                            "not_contains",
                            "starts_with",
                            "ends_with",
                            "is_empty",
                            "is_not_empty",
                            "greater_than",
                            "greater_than_or_equal",
                            "less_than",
                            "less_than_or_equal",
                            "is_true",
                            "is_false",
                            "before",
                            "not_before",
                            "after",
                            "not_after"
                        })
                Patch<String> operator,
        @Schema(
                        implementation = Object.class,
                        example = "soccer",
                        description =
                                "Text, number or, for in and not_in, a list of them; left out for"
                                        + " is_... operators")
                Patch<Object> value,
        @Schema(
                        implementation = String.class,
                        description = "The rule's conditionLogic, or left out")
                Patch<String> logicOperator,
        @Schema(implementation = String.class, description = "Null: conditions have no groups")
                Patch<String> groupId,
        @Schema(implementation = Integer.class) Patch<Integer> order) {

    int rank() {
        return order.present().orElse(0);
    }

    /**
     * @param at how the request calls it
     */
    Condition condition(String at, Logic logic) {
        logicOperator
                .present()
                .filter(sent -> !sent.equals(logic.name()))
                .ifPresent(sent -> {
                    throw Words.unknown(at + ".logicOperator", sent, List.of(logic.name()));
                });
        if (groupId.present().isPresent()) {
            throw Words.invalid(at + ".groupId", "conditions have no groups");
        }
        var what = Words.required(at + ".field", field);
        var known =
                Field.find(what)
                        .orElseThrow(() -> Words.unknown(at + ".field", what, Field.words()));
        var how = Words.required(at + ".operator", operator);
        var compared =
                Operator.find(how)
                        .filter(known.operators()::contains)
                        .orElseThrow(() ->
                                Words.unknown(
                                        at + ".operator",
                                        how,
                                        known.operators().stream().map(Operator::word).toList()));
        return new Condition(known, compared, values(at, compared));
    }

    private List<String> values(String at, Operator compared) {
        return switch (value.present().orElse(List.of())) {
            case List<?> several when compared.takesMany() || several.isEmpty() ->
                    several.stream().map(each -> text(at, each)).toList();
            case Object one -> List.of(text(at, one));
        };
    }

    private static String text(String at, Object sent) {
        return switch (sent) {
            case String text -> text.strip();
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case null, default -> throw wrong(at);
        };
    }

    private static Rejected wrong(String at) {
        return Words.invalid(at + ".value", "value must be a text or a whole number");
    }
}
