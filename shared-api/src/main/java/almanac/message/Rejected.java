package almanac.message;

/**
 * The one business exception: carries a {@link Rejection}, has no stack trace, is never a fault.
 */
public final class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    public Rejected(Rejection rejection) {
        super(rejection.message(), null, false, false);
        this.rejection = rejection;
    }

    public static Rejected invalid(String field, String message) {
        return new Rejected(new Rejection.Invalid(field, message));
    }

    public Rejection rejection() {
        return rejection;
    }
}
