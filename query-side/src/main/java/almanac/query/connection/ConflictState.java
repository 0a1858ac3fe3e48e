package almanac.query.connection;

import almanac.connection.ConflictFact;
import almanac.connection.ConflictFact.ConflictDetected;
import almanac.connection.Side;
import java.util.Optional;

/**
 * What the facts say of a conflict.
 *
 * @param found what was found, with all its values
 * @param chosen what a person decided; empty while open
 */
record ConflictState(ConflictDetected found, Optional<Side> chosen) {

    static ConflictState after(Optional<ConflictState> before, ConflictFact fact) {
        return switch (fact) {
            case ConflictDetected detected -> new ConflictState(detected, Optional.empty());
            case ConflictFact.ConflictResolved(var conflict, var side) ->
                    new ConflictState(
                            before.orElseThrow(() ->
                                            new IllegalStateException("no conflict yet: " + fact))
                                    .found(),
                            Optional.of(side));
        };
    }
}
