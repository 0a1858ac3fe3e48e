package almanac.app.error;

import java.util.List;

/** Several fields of a request are wrong at once; for APIs that answer all of them. */
public final class InvalidRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Failure.FieldProblem> problems;

    public InvalidRequest(String message, List<Failure.FieldProblem> problems) {
        super(message, null, false, false);
        this.problems = List.copyOf(problems);
    }

    Failure failure() {
        return new Failure(
                Failure.Kind.INVALID,
                "",
                String.valueOf(getMessage()),
                problems,
                java.util.Map.of());
    }
}
