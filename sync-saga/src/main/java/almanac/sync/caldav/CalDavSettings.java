package almanac.sync.caldav;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which CalDAV server, and what it is trusted with.
 *
 * @param server where discovery begins: the server, a principal or a calendar home
 * @param allowHosts hosts that need not be public and not speak https, for a server in the own
 *     network; empty for iCloud
 * @param sharedHosts patterns {@code *.example.org} of hosts that are one service: the password of
 *     an account on one of them is shown to the others
 * @param timeout of one request, until its answer is there to the end
 * @param mostBytes larger answers are not read
 */
public record CalDavSettings(
        URI server,
        Set<String> allowHosts,
        List<String> sharedHosts,
        Duration timeout,
        int mostBytes) {

    private static final int MOST_BYTES = 32 * 1024 * 1024;

    /** Apple's, whose calendars are on other hosts than the entry. */
    public static CalDavSettings icloud() {
        return new CalDavSettings(
                URI.create("https://caldav.icloud.com/"),
                Set.of(),
                List.of("*.icloud.com"),
                Duration.ofSeconds(30),
                MOST_BYTES);
    }

    public CalDavSettings {
        allowHosts = Set.copyOf(allowHosts);
        sharedHosts =
                sharedHosts.stream().map(pattern -> pattern.toLowerCase(Locale.ROOT)).toList();
    }

    /** Another server. */
    public CalDavSettings at(URI other) {
        return new CalDavSettings(other, allowHosts, sharedHosts, timeout, mostBytes);
    }

    public CalDavSettings allowing(Set<String> hosts) {
        return new CalDavSettings(server, hosts, sharedHosts, timeout, mostBytes);
    }

    public CalDavSettings sharing(List<String> patterns) {
        return new CalDavSettings(server, allowHosts, patterns, timeout, mostBytes);
    }

    public CalDavSettings within(Duration limit) {
        return new CalDavSettings(server, allowHosts, sharedHosts, limit, mostBytes);
    }

    public CalDavSettings reading(int bytes) {
        return new CalDavSettings(server, allowHosts, sharedHosts, timeout, bytes);
    }
}
