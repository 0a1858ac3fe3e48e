package almanac.app.security;

import java.time.Clock;

/** How often one address may try to sign in or to register. */
public final class SignInLimits {

    private final AttemptLimits logins;
    private final AttemptLimits registrations;

    SignInLimits(int loginsPerMinute, int registrationsPerMinute, Clock clock) {
        this.logins = new AttemptLimits(loginsPerMinute, clock);
        this.registrations = new AttemptLimits(registrationsPerMinute, clock);
    }

    /** Refuses with TooManyRequests when this pair has tried too often. */
    public void login(String username, String address) {
        logins.attempt(username + " " + address);
    }

    /** Refuses with TooManyRequests while an application has failed too often; counts nothing. */
    public void requireApplication(String clientId, String address) {
        logins.require(clientId + " " + address);
    }

    /** Counts a wrong secret of an application: a right one may come as often as users do. */
    public void failedApplication(String clientId, String address) {
        logins.attempt(clientId + " " + address);
    }

    /** Refuses with TooManyRequests when this address has tried too often. */
    public void registration(String address) {
        registrations.attempt(address);
    }
}
