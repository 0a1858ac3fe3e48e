package almanac.automation;

import almanac.message.Personal;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that must hold of an entry. Capitals make no difference in texts. Of a field with
 * several texts, such as tags, one of them has to fit; a negated operator holds when none does.
 *
 * @param values one, several for IN and NOT_IN, or none, as the operator asks
 */
public record Condition(Field field, Operator operator, @Personal List<String> values) {

    /** How many values IN and NOT_IN may have. */
    public static final int MOST_VALUES = 50;

    public Condition {
        values = List.copyOf(values);
    }

    /** Whether it holds. A condition that {@link #check} refuses must not be asked. */
    public boolean holds(Subject subject) {
        return Evaluation.holds(this, subject);
    }

    /**
     * Refuses an operator that does not suit the field, and values that cannot be compared.
     *
     * @param at how the request calls this condition
     * @throws Rejected with Invalid
     */
    public void check(String at) {
        if (!field.operators().contains(operator)) {
            throw Rejected.invalid(at + ".operator", "operator of " + field.word() + suited(field));
        }
        var most =
                switch (operator.arity()) {
                    case NONE -> 0;
                    case ONE -> 1;
                    case MANY -> MOST_VALUES;
                };
        var least = Math.min(1, most);
        if (values.size() < least || values.size() > most) {
            throw Rejected.invalid(at + ".value", amount(most));
        }
        for (var value : values) {
            Operand.problem(field.kind(), value)
                    .ifPresent(problem -> {
                        throw new Rejected(
                                new Rejection.Invalid(
                                        at + ".value", "value " + problem, echo(value)));
                    });
        }
    }

    private String amount(int most) {
        return switch (most) {
            case 0 -> "value must be left out for " + operator.word();
            case 1 -> "value must be one value for " + operator.word();
            default -> "value must be 1 to " + most + " values for " + operator.word();
        };
    }

    private static String echo(String value) {
        return value.length() > 100 ? "" : value;
    }

    /** The end of a sentence that names the operators of a field. */
    public static String suited(Field field) {
        return " must be one of the following values: "
                + field.operators().stream().map(Operator::word).collect(Collectors.joining(", "));
    }
}
