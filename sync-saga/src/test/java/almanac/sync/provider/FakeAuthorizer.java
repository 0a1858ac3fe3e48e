package almanac.sync.provider;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A provider's sign-in without a network: codes and refresh tokens work once, and a refresh token
 * that is used twice kills the whole grant, as a strict server does.
 */
public final class FakeAuthorizer implements Authorizer {

    private static final Duration LIFE = Duration.ofHours(1);

    /** What lets calendars be read and written. */
    public static final Set<String> WRITES = Set.of("calendar");

    /** What lets them be read. */
    public static final Set<String> READS = Set.of("calendar.readonly");

    private final Clock clock;
    private final Map<String, String> codes = new HashMap<>();
    private final Map<String, String> grants = new HashMap<>();
    private Set<String> granted = WRITES;
    private Optional<ProviderFailure> failure = Optional.empty();
    private Runnable meanwhile = () -> {};
    private boolean lenient;
    private int number;
    private int refreshes;

    public FakeAuthorizer(Clock clock) {
        this.clock = clock;
    }

    /** A person consents as this account; answers the code that the provider sends back. */
    public synchronized String consent(String account) {
        var code = "code-" + ++number;
        codes.put(code, account);
        return code;
    }

    /** What the next consents grant. */
    public synchronized void granting(Set<String> scopes) {
        granted = scopes;
    }

    /** Every refresh fails so, until told otherwise. */
    public synchronized void failing(Optional<ProviderFailure> with) {
        failure = with;
    }

    /**
     * Refresh tokens work more than once, as with those servers that a crash cannot part us from.
     */
    public synchronized void lenient() {
        lenient = true;
    }

    /** Happens while the next refresh is on its way back. */
    public synchronized void meanwhile(Runnable happens) {
        meanwhile = happens;
    }

    /** All grants of the account are dead. */
    public synchronized void revokeAll(String account) {
        grants.values().removeIf(account::equals);
    }

    public synchronized int refreshes() {
        return refreshes;
    }

    public synchronized int grants() {
        return grants.size();
    }

    @Override
    public URI consentPage(Request request) {
        return URI.create(
                "https://fake.test/consent?state="
                        + request.state()
                        + "&code_challenge="
                        + request.challenge()
                        + "&redirect_uri="
                        + request.redirect());
    }

    @Override
    public synchronized Grant exchange(String code, String verifier, URI redirect) {
        var account = codes.remove(code);
        if (account == null) {
            throw dead();
        }
        return grant(account, Optional.of(new Identity("sub-" + account, account)));
    }

    @Override
    public synchronized Grant refresh(String refreshToken) {
        refreshes++;
        failure.ifPresent(with -> {
            throw new ProviderFailed(with);
        });
        var account = lenient ? grants.get(refreshToken) : grants.remove(refreshToken);
        if (account == null) {
            grants.clear();
            throw dead();
        }
        var answer = grant(account, Optional.empty());
        var happens = meanwhile;
        meanwhile = () -> {};
        happens.run();
        return answer;
    }

    private Grant grant(String account, Optional<Identity> identity) {
        var refresh = "refresh-" + ++number;
        grants.put(refresh, account);
        return new Grant(
                "access-" + number,
                Optional.of(refresh),
                clock.instant().plus(LIFE),
                granted,
                identity);
    }

    @Override
    public synchronized boolean revoke(String token) {
        grants.remove(token);
        return true;
    }

    @Override
    public Set<String> missing(Set<String> scopes) {
        return writes(scopes) || scopes.containsAll(READS) ? Set.of() : READS;
    }

    @Override
    public boolean writes(Collection<String> scopes) {
        return scopes.containsAll(WRITES);
    }

    private static ProviderFailed dead() {
        return new ProviderFailed(new ProviderFailure.Reauthorize("invalid_grant"));
    }
}
