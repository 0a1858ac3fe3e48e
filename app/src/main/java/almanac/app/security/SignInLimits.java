package almanac.app.security;

import java.time.Clock;
import java.util.function.UnaryOperator;

/** How often one address may try to sign in or to register. */
public final class SignInLimits {

    private final UnaryOperator<String> account;
    private final AttemptLimits accounts;
    private final AttemptLimits addresses;
    private final AttemptLimits applications;
    private final AttemptLimits registrations;

    /**
     * Attempts a minute.
     *
     * @param login for one account from one address; for one application as well
     * @param addressLogin from one address, for whatever accounts
     * @param registration from one address
     */
    public record Rates(int login, int addressLogin, int registration) {}

    /**
     * @param account what a username or email address is counted as: the same for every way to
     *     write those of one account
     */
    SignInLimits(UnaryOperator<String> account, Rates rates, Clock clock) {
        this.account = account;
        this.accounts = new AttemptLimits(rates.login(), clock);
        this.addresses = new AttemptLimits(rates.addressLogin(), clock);
        this.applications = new AttemptLimits(rates.login(), clock);
        this.registrations = new AttemptLimits(rates.registration(), clock);
    }

    /**
     * Refuses with TooManyRequests when this address has tried too often, for this account or for
     * others.
     */
    public void login(String usernameOrEmail, String address) {
        addresses.attempt(address);
        accounts.attempt(account.apply(usernameOrEmail) + " " + address);
    }

    /** Refuses with TooManyRequests while an application has failed too often; counts nothing. */
    public void requireApplication(String clientId, String address) {
        applications.require(clientId + " " + address);
    }

    /** Counts a wrong secret of an application: a right one may come as often as users do. */
    public void failedApplication(String clientId, String address) {
        applications.attempt(clientId + " " + address);
    }

    /** Refuses with TooManyRequests when this address has tried too often. */
    public void registration(String address) {
        registrations.attempt(address);
    }
}
