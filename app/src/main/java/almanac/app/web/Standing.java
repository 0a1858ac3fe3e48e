package almanac.app.web;

/**
 * Whether the credential of a request is still good: for answers that go on for long. Lies in the
 * request under its class name, beside the {@link Caller}.
 */
@FunctionalInterface
public interface Standing {

    /** False once it was revoked, has expired, or its session was closed. */
    boolean stands();
}
