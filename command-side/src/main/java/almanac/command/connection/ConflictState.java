package almanac.command.connection;

import almanac.connection.ConflictFact;
import almanac.connection.Side;

/** A conflict as its facts left it. */
sealed interface ConflictState {

    record Absent() implements ConflictState {}

    record Open() implements ConflictState {}

    record Settled(Side chosen) implements ConflictState {}

    static ConflictState after(ConflictFact fact) {
        return switch (fact) {
            case ConflictFact.ConflictDetected detected -> new Open();
            case ConflictFact.ConflictResolved resolved -> new Settled(resolved.chosen());
        };
    }
}
