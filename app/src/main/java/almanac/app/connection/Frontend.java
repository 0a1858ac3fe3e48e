package almanac.app.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where browsers are sent: pages of the configured frontend, and addresses that clients name. */
public final class Frontend {

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final int LONGEST = 2048;

    private final Supplier<URI> url;
    private final Set<String> origins;

    /**
     * @param url asked at each use: the port of a server is known when it has started
     * @param origins that clients may name; the frontend's own and this machine's when empty
     */
    public Frontend(Supplier<URI> url, Set<String> origins) {
        this.url = url;
        this.origins =
                origins.stream().map(Frontend::configured).collect(Collectors.toUnmodifiableSet());
    }

    private static String configured(String text) {
        return origin(URI.create(text))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "almanac.return-urls: " + text + " is no origin"));
    }

    /** A page of the frontend; the path begins with a slash. */
    public URI page(String path) {
        return URI.create(url.get().toString().replaceFirst("/+$", "") + path);
    }

    /** The address that a client named to come back to, if a browser may be sent there. */
    public Optional<URI> returnTo(String named) {
        return named.length() > LONGEST
                ? Optional.empty()
                : parsed(named).filter(this::mayReturnTo);
    }

    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether a browser may be sent there with what a consent brought. */
    public boolean mayReturnTo(URI target) {
        if (target.getRawUserInfo() != null || target.getRawFragment() != null) {
            return false;
        }
        return origin(target)
                .map(origin ->
                        origins.isEmpty()
                                ? isOwn(origin) || THIS_MACHINE.contains(host(target))
                                : origins.contains(origin))
                .orElse(false);
    }

    private boolean isOwn(String origin) {
        return origin(url.get()).equals(Optional.of(origin));
    }

    private static String host(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    /** Scheme, host and port; empty for what no browser goes to. */
    private static Optional<String> origin(URI uri) {
        var scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme) || uri.getHost() == null) {
            return Optional.empty();
        }
        var standard = scheme.equals("https") ? 443 : 80;
        var port = uri.getPort() < 0 ? standard : uri.getPort();
        return Optional.of(scheme + "://" + host(uri) + ":" + port);
    }
}
