package almanac.app.api.operations;

import almanac.app.web.Caller;
import almanac.message.Actor;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.operation.OperationId;
import almanac.user.Role;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Who may come in here, and what they may send. */
final class Operators {

    private static final int MOST = 1_000;

    private Operators() {}

    /** The caller as an operator; anybody else is refused. */
    static Actor require(Caller caller) {
        if (!caller.acts(Role.OPERATOR)) {
            throw new Rejected(
                    new Rejection.NotPermitted("Operation", "this is for operators only"));
        }
        return caller.actor();
    }

    static int limit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new Rejected(
                    new Rejection.Invalid(
                            "limit",
                            "limit must be between 1 and " + MOST,
                            Integer.toString(limit)));
        }
        return limit;
    }

    static OperationId rebuild(long id) {
        if (id < 1) {
            throw new Rejected(new Rejection.NotFound("Rebuild", Long.toString(id)));
        }
        return new OperationId(id);
    }

    static OptionalInt bound(@Nullable Integer factsPerSecond) {
        if (factsPerSecond != null && factsPerSecond < 1) {
            throw Rejected.invalid("factsPerSecond", "factsPerSecond must not be less than 1");
        }
        return factsPerSecond == null ? OptionalInt.empty() : OptionalInt.of(factsPerSecond);
    }

    static String reason(@Nullable ReasonBody body, String unlessSaid) {
        return Optional.ofNullable(body)
                .flatMap(its -> Optional.ofNullable(its.reason()))
                .orElse(unlessSaid);
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E of(String field, String sent, E[] all) {
        return Arrays.stream(all)
                .filter(each -> word(each).equals(sent))
                .findFirst()
                .orElseThrow(() ->
                        Rejected.invalid(
                                field,
                                field
                                        + " must be one of "
                                        + String.join(
                                                ", ",
                                                Arrays.stream(all).map(Operators::word).toList())));
    }
}
