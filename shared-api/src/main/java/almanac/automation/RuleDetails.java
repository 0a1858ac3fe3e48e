package almanac.automation;

import almanac.message.Personal;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * What a rule says about itself.
 *
 * @param enabled whether its trigger sets it going; its owner may run it either way
 * @param conditions none fits everything
 * @param actions done in this order
 */
public record RuleDetails(
        @Personal String name,
        @Personal Optional<String> description,
        Trigger trigger,
        boolean enabled,
        Logic logic,
        List<Condition> conditions,
        List<Action> actions) {

    /** Contract.md 8.1, automation. */
    public static final int MOST_CONDITIONS = 10;

    /** Contract.md 8.1, automation. */
    public static final int MOST_ACTIONS = 5;

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_TAG = 64;
    private static final int LONGEST_COLOR = 7;
    private static final int LONGEST_TEXT = 10_000;

    public RuleDetails {
        conditions = List.copyOf(conditions);
        actions = List.copyOf(actions);
    }

    /** Whether the conditions hold. */
    public boolean fits(Subject subject) {
        if (conditions.isEmpty()) {
            return true;
        }
        return switch (logic) {
            case AND -> conditions.stream().allMatch(each -> each.holds(subject));
            case OR -> conditions.stream().anyMatch(each -> each.holds(subject));
        };
    }

    /**
     * Refuses what cannot be kept or carried out.
     *
     * @throws Rejected with Invalid, naming the field as the PrimeCal API calls it
     */
    public void check() {
        length("name", name, 1, LONGEST_NAME);
        description.ifPresent(text -> length("description", text, 1, LONGEST_DESCRIPTION));
        count("conditions", conditions.size(), 0, MOST_CONDITIONS);
        count("actions", actions.size(), 1, MOST_ACTIONS);
        for (var i = 0; i < conditions.size(); i++) {
            conditions.get(i).check("conditions[" + i + "]");
        }
        for (var i = 0; i < actions.size(); i++) {
            check("actions[" + i + "].actionConfig.", actions.get(i));
        }
    }

    private static void check(String at, Action action) {
        switch (action) {
            case Action.SetColor(var color) -> length(at + "color", color, 1, LONGEST_COLOR);
            case Action.AddTag(var tag) -> length(at + "tag", tag, 1, LONGEST_TAG);
            case Action.AddComment(var content) -> length(at + "content", content, 1, LONGEST_TEXT);
            case Action.SetTitle(var title) -> length(at + "title", title, 1, LONGEST_TITLE);
            case Action.SetDescription(var text) ->
                    text.ifPresent(to -> length(at + "description", to, 1, LONGEST_TEXT));
            case Action.SetStatus status -> {}
            case Action.Cancel cancel -> {}
            case Action.MoveTo move -> {}
        }
    }

    /** In characters as people count them, without blanks around. */
    private static void length(String field, String text, int least, int most) {
        var length = text.strip().codePointCount(0, text.strip().length());
        if (length < least || length > most) {
            throw Rejected.invalid(
                    field, field + " must have " + least + " to " + most + " characters");
        }
    }

    private static void count(String field, int count, int least, int most) {
        if (count < least || count > most) {
            throw new Rejected(
                    new Rejection.Invalid(
                            field,
                            field + " must contain " + least + " to " + most + " elements",
                            Integer.toString(count)));
        }
    }
}
