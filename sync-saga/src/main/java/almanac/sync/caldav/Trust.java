package almanac.sync.caldav;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Which hosts may see the password that was given for one. */
record Trust(List<String> sharedHosts) {

    /** Whether a password for {@code server} may be shown there. */
    boolean reaches(URI server, URI target) {
        if (secure(server) && !secure(target)) {
            return false;
        }
        return host(server).equals(host(target)) && port(server) == port(target)
                || secure(target)
                        && port(target) == 443
                        && sharedHosts.stream()
                                .anyMatch(p -> matches(p, server) && matches(p, target));
    }

    private static boolean matches(String pattern, URI uri) {
        return pattern.startsWith("*.")
                ? host(uri).endsWith(pattern.substring(1))
                : host(uri).equals(pattern);
    }

    private static boolean secure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private static String host(URI uri) {
        return Objects.requireNonNullElse(uri.getHost(), "").toLowerCase(Locale.ROOT);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : secure(uri) ? 443 : 80;
    }
}
