package almanac.sync.caldav;

import almanac.connection.ConnectionId;
import almanac.sync.provider.Account;
import almanac.sync.provider.Credential;
import almanac.sync.provider.Credential.Basic;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Remembers where accounts have their calendars. What was remembered and fails is looked for anew:
 * iCloud moves accounts to other hosts. A server that is down is not asked so all the time.
 */
final class Homes {

    private static final int MOST = 10_000;
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    private final DavTransport transport;
    private final Clock clock;
    private final Map<Key, Known> known = new LinkedHashMap<>();

    /**
     * @param since when it was last looked for
     */
    private record Known(Home home, Instant since) {}

    private record Key(ConnectionId connection, URI server, String username) {}

    Homes(DavTransport transport, Clock clock) {
        this.transport = transport;
        this.clock = clock;
    }

    /** Looks for it now: whoever it is has to show a password that is accepted. */
    Site discovered(Account account) {
        var dav = dav(account);
        var home = new Discovery(dav).home();
        remember(key(account, dav.who()), home);
        return new Site(dav, home);
    }

    /** Does something at the account's home, twice where the home turns out to have moved. */
    <T> T at(Account account, Function<Site, T> work) {
        var dav = dav(account);
        var key = key(account, dav.who());
        var remembered = find(key);
        if (remembered.isEmpty()) {
            return work.apply(discovered(account));
        }
        var home = remembered.get().home();
        try {
            return work.apply(new Site(dav, home));
        } catch (ProviderFailed failed) {
            if (!mayHaveMoved(failed.failure(), remembered.get().since())) {
                throw failed;
            }
            remember(key, home);
            var now = rediscovered(account, failed);
            if (now.home().collections().equals(home.collections())) {
                throw failed;
            }
            return work.apply(now);
        }
    }

    /** The first failure tells more than that of a second look. */
    private Site rediscovered(Account account, ProviderFailed failed) {
        try {
            return discovered(account);
        } catch (ProviderFailed again) {
            throw again.failure() instanceof ProviderFailure.Reauthorize ? again : failed;
        }
    }

    private boolean mayHaveMoved(ProviderFailure failure, Instant since) {
        return switch (failure) {
            case ProviderFailure.CalendarGone gone -> true;
            case ProviderFailure.Unreachable down ->
                    !since.plus(BETWEEN_LOOKS).isAfter(clock.instant());
            case ProviderFailure.Refused refused -> false;
            case ProviderFailure.Throttled throttled -> false;
            case ProviderFailure.Reauthorize dead -> false;
            case ProviderFailure.Changed changed -> false;
            case ProviderFailure.Gone gone -> false;
            case ProviderFailure.CursorExpired expired -> false;
            case ProviderFailure.Unsupported unsupported -> false;
            case ProviderFailure.Forbidden forbidden -> false;
        };
    }

    private Dav dav(Account account) {
        return switch (account.credential()) {
            case Basic basic -> new Dav(transport, basic, clock);
            case Credential.Bearer token ->
                    throw new ProviderFailed(
                            new ProviderFailure.Reauthorize("an app-specific password is needed"));
        };
    }

    private static Key key(Account account, Basic who) {
        return new Key(account.connection(), who.server(), who.username());
    }

    private synchronized Optional<Known> find(Key key) {
        return Optional.ofNullable(known.get(key));
    }

    private synchronized void remember(Key key, Home home) {
        known.remove(key);
        known.put(key, new Known(home, clock.instant()));
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
    }
}
