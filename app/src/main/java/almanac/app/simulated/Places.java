package almanac.app.simulated;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where this process is. Both are asked at each use, since a server may learn its port late.
 *
 * @param here as this process itself reaches it; empty until it listens
 * @param known as browsers reach it
 */
public record Places(Supplier<Optional<URI>> here, Supplier<URI> known) {

    /** Where the simulated providers are mounted. */
    static final String MOUNT = "/simulated";

    /** A page for browsers. */
    URI page(String path) {
        return URI.create(known.get() + MOUNT + path);
    }

    /** Empty until the process listens. */
    Optional<URI> endpoint(String path) {
        return here.get().map(base -> URI.create(base + MOUNT + path));
    }

    /** The same webhook of ours without a detour; empty for every other address. */
    Optional<URI> webhook(URI address) {
        var text = address.toString();
        var ours = known.get() + "/webhooks/";
        return text.startsWith(ours)
                ? here.get()
                        .map(base ->
                                URI.create(
                                        base
                                                + text.substring(
                                                        ours.length() - "/webhooks/".length())))
                : Optional.empty();
    }
}
