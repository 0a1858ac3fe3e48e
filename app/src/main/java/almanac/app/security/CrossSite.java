package almanac.app.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells requests that another site makes a browser send, from what browsers say by themselves: a
 * script cannot set {@code Origin} nor {@code Sec-Fetch-Site}. A request with neither comes from no
 * browser of today, and then the cookie was put there on purpose. {@code SameSite=Lax} keeps most
 * of them away; this keeps away those of a sibling host and of browsers that do not know it.
 */
final class CrossSite {

    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final Set<String> origins;

    /**
     * @param origins other origins that may send; a star is not one of them
     */
    CrossSite(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    boolean sent(HttpServletRequest request) {
        var origin = Optional.ofNullable(request.getHeader("Origin"));
        if (origin.filter(origins::contains).isPresent()) {
            return false;
        }
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !OWN.contains(site);
        }
        return origin.isPresent() && !isHost(request, origin.get());
    }

    /** By host and port only: behind a proxy that ends TLS the scheme is not known here. */
    private static boolean isHost(HttpServletRequest request, String origin) {
        var host = Optional.ofNullable(request.getHeader("Host")).orElse("");
        return authority(origin).filter(host.toLowerCase(Locale.ROOT)::equals).isPresent();
    }

    private static Optional<String> authority(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getRawAuthority())
                    .map(authority -> authority.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
