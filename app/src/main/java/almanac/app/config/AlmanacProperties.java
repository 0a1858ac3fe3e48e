package almanac.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
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
        @DefaultValue Set<String> returnUrls,
        @DefaultValue Security security,
        @DefaultValue Limits limits) {

    public AlmanacProperties {
        // an empty variable of the environment names nobody
        operator = operator.filter(name -> !name.isBlank());
    }

    /** Where everything is kept. */
    public enum Store {
        EMBEDDED,
        MONGODB
    }

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
     * @param loginsPerMinute attempts for one username from one address
     * @param registrationsPerMinute attempts from one address
     * @param metricsToken lets a scraper read the metrics, as a bearer; without it only an operator
     *     may
     * @param corsOrigins web origins that may call, also with the session cookie; none by default
     */
    public record Security(
            Optional<String> jwtSecret,
            @DefaultValue("15m") Duration accessTokenLife,
            @DefaultValue("30d") Duration sessionLife,
            @DefaultValue("10") int loginsPerMinute,
            @DefaultValue("30") int registrationsPerMinute,
            Optional<String> metricsToken,
            @DefaultValue Set<String> corsOrigins) {}

    /**
     * How much a client may send.
     *
     * @param body bytes of any body but an import
     * @param importBody bytes of an imported calendar file
     */
    public record Limits(
            @DefaultValue("1MB") DataSize body, @DefaultValue("32MB") DataSize importBody) {}
}
