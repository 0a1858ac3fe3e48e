package almanac.sync.caldav;

import almanac.entry.MailAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Where an account's calendars are, and who it is there.
 *
 * @param collections at least one; on the host of the first, resources are known by their path, so
 *     that they keep their names when the account moves to another host
 * @param principal path
 * @param addresses under which the account is invited (RFC 6638 2.4.1)
 */
record Home(List<URI> collections, String principal, Set<MailAddress> addresses) {

    /** What names a resource in our language. */
    String name(URI resource) {
        return sameHost(resource) ? resource.getRawPath() : resource.toString();
    }

    /** Where a named resource is. */
    URI at(String name) {
        return name.startsWith("/") ? collections.getFirst().resolve(name) : URI.create(name);
    }

    private boolean sameHost(URI other) {
        var home = collections.getFirst();
        return home.getScheme().equalsIgnoreCase(other.getScheme())
                && home.getRawAuthority().equalsIgnoreCase(other.getRawAuthority());
    }

    boolean is(MailAddress address) {
        return addresses.stream().anyMatch(own -> own.same(address));
    }
}
