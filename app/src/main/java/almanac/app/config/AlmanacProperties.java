package almanac.app.config;

import almanac.app.setting.WrongSetting;
import almanac.sync.mail.SmtpSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a node can be told.
 *
 * @param store where everything is kept; {@code mongodb} needs {@code spring.mongodb.uri}
 * @param dataDir the directory of the embedded store and of secrets that the node made itself
 * @param database the name of the MongoDB database, unless the URI names one
 * @param roles what this node does
 * @param operator the username that is operator; without it, on the embedded store, the first user
 * @param visibleWithin how long a write waits until it can be read
 * @param frontendUrl where people see their calendars; browsers come back there after a consent.
 *     This server on localhost when absent
 * @param publicUrl under which providers, browsers and calendar programs reach this installation;
 *     when absent, this server on localhost, and for who asks from outside the host they asked
 * @param returnUrls origins that clients may name to come back to after a consent; the frontend's
 *     own and localhost when empty
 */
@ConfigurationProperties("almanac")
public record AlmanacProperties(
        @DefaultValue("embedded") Store store,
        @DefaultValue("./.almanac") Path dataDir,
        @DefaultValue("almanac") String database,
        @DefaultValue({"command", "query", "sync"}) Set<NodeRole> roles,
        Optional<String> operator,
        @DefaultValue("2s") Duration visibleWithin,
        Optional<URI> frontendUrl,
        Optional<URI> publicUrl,
        @DefaultValue Set<String> returnUrls,
        @DefaultValue Security security,
        @DefaultValue Limits limits,
        @DefaultValue Feed feed,
        @DefaultValue Providers providers,
        @DefaultValue Mail mail,
        @DefaultValue Webhooks webhooks,
        @DefaultValue Ledger ledger,
        @DefaultValue Erasure erasure) {

    public AlmanacProperties {
        // an empty variable of the environment names nobody
        operator = operator.filter(name -> !name.isBlank());
    }

    /**
     * Erasing people.
     *
     * @param patience how long an erasure waits for providers to take deletions and changes
     */
    public record Erasure(@DefaultValue("10m") Duration patience) {}

    /** What a node does. */
    public enum NodeRole {
        /** Accepts writes. */
        COMMAND,
        /** Runs the projections. */
        QUERY,
        /** Runs the policies. */
        SYNC
    }

    /**
     * How people sign in.
     *
     * @param jwtSecret at least 32 bytes, the same on all nodes; made and kept in the data
     *     directory when absent on the embedded store
     * @param accessTokenLife how long an access token is valid
     * @param sessionLife how long after its last refresh a session ends
     * @param loginsPerMinute attempts for one account from one address
     * @param addressLoginsPerMinute attempts from one address, for whatever accounts
     * @param registrationsPerMinute attempts from one address
     * @param passwordMemory how much hashing a new password takes, at least 8KB; a hash says itself
     *     what it took. Less than the default is for tests.
     * @param metricsToken lets a scraper read the metrics, as a bearer; without it only an operator
     *     may
     * @param corsOrigins web origins that may call, also with the session cookie; none by default
     * @param vaultKey 32 bytes in base64 that seal the secrets of connections, the same on all
     *     nodes; made and kept in the data directory when absent on the embedded store
     * @param vaultKeysBefore earlier ones, which only open what they sealed
     * @param ledgerKey 32 bytes in base64 that sign history, the same on all nodes; made and kept
     *     in the data directory when absent on the embedded store
     * @param ledgerKeysBefore the public keys of earlier ones, whose signatures still count
     */
    public record Security(
            Optional<String> jwtSecret,
            @DefaultValue("15m") Duration accessTokenLife,
            @DefaultValue("30d") Duration sessionLife,
            @DefaultValue("10") int loginsPerMinute,
            @DefaultValue("300") int addressLoginsPerMinute,
            @DefaultValue("30") int registrationsPerMinute,
            @DefaultValue("16MB") DataSize passwordMemory,
            Optional<String> metricsToken,
            @DefaultValue Set<String> corsOrigins,
            Optional<String> vaultKey,
            @DefaultValue List<String> vaultKeysBefore,
            Optional<String> ledgerKey,
            @DefaultValue List<String> ledgerKeysBefore) {}

    /**
     * How much a client may send.
     *
     * @param body bytes of any body but an import
     * @param importBody bytes of an imported calendar file
     */
    public record Limits(
            @DefaultValue("1MB") DataSize body, @DefaultValue("32MB") DataSize importBody) {}

    /**
     * The changes of calendars, for who keeps a copy.
     *
     * @param retention how long what left a calendar is kept; who has not asked for so long begins
     *     anew
     * @param streamsPerUser how many streams of changes one user may have open on this node
     */
    public record Feed(
            @DefaultValue("90d") Duration retention, @DefaultValue("5") int streamsPerUser) {}

    /** Whether accounts to try sync with take the place of the real providers. */
    public boolean simulated() {
        var registered =
                !providers.google().clientId().isEmpty()
                        || !providers.microsoft().clientId().isEmpty();
        if (registered && providers.simulated().orElse(false)) {
            throw new WrongSetting(
                    "almanac.providers.simulated=true takes the place of the real providers: leave"
                            + " their client ids empty, or leave it out");
        }
        return providers.simulated().orElse(lone() && !registered);
    }

    /** Whether no other node can be there: one process alone can have the embedded store. */
    public boolean lone() {
        return store == Store.EMBEDDED;
    }

    /**
     * Whose calendars can be connected, and where they are.
     *
     * @param simulated whether Google and Microsoft are simulated within the process; by default on
     *     the embedded store while neither is configured. What is said on purpose opens them to
     *     everybody, the default only to this machine and private networks
     */
    public record Providers(
            Optional<Boolean> simulated,
            @DefaultValue Google google,
            @DefaultValue Microsoft microsoft,
            @DefaultValue ICloud icloud) {}

    /**
     * Google Calendar.
     *
     * @param clientId of this installation; nobody can connect while it is empty
     */
    public record Google(
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue("https://accounts.google.com/o/oauth2/v2/auth") URI authorizeUrl,
            @DefaultValue("https://oauth2.googleapis.com/token") URI tokenUrl,
            @DefaultValue("https://oauth2.googleapis.com/revoke") URI revokeUrl,
            @DefaultValue("https://www.googleapis.com/") URI apiUrl,
            @DefaultValue("30s") Duration timeout) {}

    /**
     * Microsoft 365 and Outlook.com.
     *
     * @param clientId of this installation; nobody can connect while it is empty
     */
    public record Microsoft(
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue("https://login.microsoftonline.com/common/oauth2/v2.0/authorize")
                    URI authorizeUrl,
            @DefaultValue("https://login.microsoftonline.com/common/oauth2/v2.0/token")
                    URI tokenUrl,
            @DefaultValue("https://graph.microsoft.com/v1.0") URI apiUrl,
            @DefaultValue("30s") Duration timeout) {}

    /**
     * iCloud, or any CalDAV server in its place.
     *
     * @param url where discovery begins
     * @param allowHosts hosts that need not be public and not speak https
     * @param sharedHosts patterns of hosts that are one service
     */
    public record ICloud(
            @DefaultValue("https://caldav.icloud.com/") URI url,
            @DefaultValue Set<String> allowHosts,
            @DefaultValue("*.icloud.com") List<String> sharedHosts,
            @DefaultValue("30s") Duration timeout) {}

    /**
     * Through which server invitations go out.
     *
     * @param host of the SMTP server; none are sent while it is empty
     * @param username empty where the server wants none
     * @param trust a file with the certificates to trust, in PEM; Java's own while it is empty
     * @param from the address that they come from
     * @param perHour how many one user may cause in an hour
     */
    public record Mail(
            @DefaultValue("") String host,
            @DefaultValue("587") int port,
            @DefaultValue("starttls") SmtpSettings.Security security,
            @DefaultValue("") String username,
            @DefaultValue("") String password,
            @DefaultValue("") String trust,
            @DefaultValue("") String from,
            @DefaultValue("500") int perHour,
            @DefaultValue("20s") Duration timeout) {}

    /**
     * How endpoints of other programs are told what happens.
     *
     * @param allowHosts hosts that need not be public and not speak https
     * @param firstPause before the second attempt, at most; twice as long each time
     * @param longestPause between two attempts
     * @param attempts after which a delivery is given up
     * @param disabledAfter an endpoint that fails so long is disabled
     */
    public record Webhooks(
            @DefaultValue Set<String> allowHosts,
            @DefaultValue("10s") Duration timeout,
            @DefaultValue("5s") Duration firstPause,
            @DefaultValue("1h") Duration longestPause,
            @DefaultValue("16") int attempts,
            @DefaultValue("3d") Duration disabledAfter) {}

    /**
     * When what is new in history is signed: the sooner of the two.
     *
     * @param checkpointFacts after so many facts
     * @param checkpointEvery when so much time has passed since the last checkpoint
     */
    public record Ledger(
            @DefaultValue("10000") long checkpointFacts,
            @DefaultValue("1m") Duration checkpointEvery) {}
}
