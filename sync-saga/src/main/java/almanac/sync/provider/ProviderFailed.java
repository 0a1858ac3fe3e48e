package almanac.sync.provider;

/** Carries a {@link ProviderFailure}; has no stack trace, since its kind says all. */
public final class ProviderFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProviderFailure failure;

    public ProviderFailed(ProviderFailure failure) {
        super(failure.detail(), null, false, false);
        this.failure = failure;
    }

    public ProviderFailure failure() {
        return failure;
    }
}
