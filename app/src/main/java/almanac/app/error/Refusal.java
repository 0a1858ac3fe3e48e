package almanac.app.error;

/** A facade refuses in words of its own, where no {@link almanac.message.Rejection} says it. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public Refusal(Failure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    public Refusal(Failure.Kind kind, String message) {
        this(Failure.of(kind, message));
    }

    public Failure failure() {
        return failure;
    }
}
