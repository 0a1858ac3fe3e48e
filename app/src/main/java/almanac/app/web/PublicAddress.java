package almanac.app.web;

import java.net.URI;
import java.util.Optional;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Under which address everybody reaches this installation.
 *
 * @param configured that of the request where absent: behind a proxy it is an inner one, which
 *     opens nothing outside
 */
public record PublicAddress(Optional<URI> configured) {

    /** The address of a path, for whoever gets it to keep. */
    public String of(String path) {
        return configured
                .map(UriComponentsBuilder::fromUri)
                .orElseGet(ServletUriComponentsBuilder::fromCurrentContextPath)
                .path(path)
                .toUriString();
    }
}
