package almanac.sync.provider;

import almanac.connection.ExternalCalendar;
import java.util.Optional;

/**
 * A calendar at the provider.
 *
 * @param id the provider's name; for CalDAV the path of the collection at the account's home, since
 *     accounts move between hosts
 * @param zone IANA name of the zone in which floating times and days are meant
 */
public record RemoteCalendar(
        String id,
        String name,
        Optional<String> description,
        Optional<String> color,
        Optional<String> zone,
        ExternalCalendar.Rights rights,
        boolean primary) {}
