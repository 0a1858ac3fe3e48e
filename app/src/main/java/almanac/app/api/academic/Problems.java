package almanac.app.api.academic;

import almanac.app.error.Failure.FieldProblem;
import almanac.app.error.InvalidRequest;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gathers what is wrong with a request, so that one answer names every field. */
final class Problems {

    private final List<FieldProblem> found = new ArrayList<>();

    /** The value, or empty when reading it was refused because of its field. */
    <T> Optional<T> read(Supplier<Optional<T>> reading) {
        try {
            return reading.get();
        } catch (Rejected refused) {
            if (refused.rejection() instanceof Rejection.Invalid(var field, var message, _)) {
                found.add(new FieldProblem(field, message, Optional.empty()));
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Throws when there was any. */
    void refuse(String message) {
        if (!found.isEmpty()) {
            throw new InvalidRequest(message, found);
        }
    }
}
