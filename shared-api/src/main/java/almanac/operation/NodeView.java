package almanac.operation;

import java.time.Instant;
import java.util.List;

/**
 * The node that answers.
 *
 * @param roles what it does
 * @param store where the facts lie
 */
public record NodeView(
        String name, String version, List<String> roles, String store, Instant startedAt) {

    public NodeView {
        roles = List.copyOf(roles);
    }
}
