package almanac.app.security;

/** How often one address may try to sign in or to register. */
public final class SignInLimits {

    private final AttemptLimits logins;
    private final AttemptLimits registrations;

    SignInLimits(int loginsPerMinute, int registrationsPerMinute) {
        this.logins = new AttemptLimits(loginsPerMinute);
        this.registrations = new AttemptLimits(registrationsPerMinute);
    }

    /** Refuses with TooManyRequests when this pair has tried too often. */
    public void login(String username, String address) {
        logins.attempt(username + " " + address);
    }

    /** Refuses with TooManyRequests when this address has tried too often. */
    public void registration(String address) {
        registrations.attempt(address);
    }
}
