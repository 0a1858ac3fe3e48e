package almanac.automation;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a condition compares. There is no regular expression among them: one that a user wrote could
 * hold up the rules of everybody.
 */
public enum Operator {
    EQUALS,
    NOT_EQUALS,
    IN,
    NOT_IN,
    CONTAINS,
    NOT_CONTAINS,
    STARTS_WITH,
    ENDS_WITH,
    IS_EMPTY,
    IS_NOT_EMPTY,
    GREATER_THAN,
    GREATER_THAN_OR_EQUAL,
    LESS_THAN,
    LESS_THAN_OR_EQUAL,
    IS_TRUE,
    IS_FALSE,
    BEFORE,
    NOT_BEFORE,
    AFTER,
    NOT_AFTER;

    /** How many values an operator compares with. */
    enum Arity {
        NONE,
        ONE,
        MANY
    }

    Arity arity() {
        return switch (this) {
            case IS_EMPTY, IS_NOT_EMPTY, IS_TRUE, IS_FALSE -> Arity.NONE;
            case IN, NOT_IN -> Arity.MANY;
            case EQUALS,
                    NOT_EQUALS,
                    CONTAINS,
                    NOT_CONTAINS,
                    STARTS_WITH,
                    ENDS_WITH,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    BEFORE,
                    NOT_BEFORE,
                    AFTER,
                    NOT_AFTER ->
                    Arity.ONE;
        };
    }

    /** Whether a condition with this operator has a list of values rather than one. */
    public boolean takesMany() {
        return arity() == Arity.MANY;
    }

    /** As users write it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Optional<Operator> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
