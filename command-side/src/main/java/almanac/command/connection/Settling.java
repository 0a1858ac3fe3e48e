package almanac.command.connection;

import almanac.connection.ConflictCommand;
import almanac.connection.ConflictFact;
import almanac.connection.Side;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.List;
import java.util.Locale;

/** Recording a disagreement, and what a person chose. */
final class Settling {

    private Settling() {}

    static List<ConflictFact> detect(ConflictState state, ConflictCommand.RecordConflict command) {
        return state instanceof ConflictState.Absent
                ? List.of(
                        new ConflictFact.ConflictDetected(
                                command.conflict(),
                                command.user(),
                                command.connection(),
                                command.mapping(),
                                command.entry(),
                                command.fields(),
                                command.standing()))
                : List.of();
    }

    static List<ConflictFact> settle(ConflictState state, ConflictCommand.SettleConflict command) {
        return switch (state) {
            case ConflictState.Open() ->
                    List.of(
                            new ConflictFact.ConflictResolved(
                                    command.conflict(), command.chosen()));
            case ConflictState.Settled(var chosen) -> again(chosen, command.chosen());
            case ConflictState.Absent() ->
                    throw new Rejected(
                            new Rejection.NotFound(
                                    "Conflict", Long.toString(command.conflict().value())));
        };
    }

    private static List<ConflictFact> again(Side chosen, Side now) {
        if (chosen != now) {
            throw new Rejected(
                    new Rejection.Conflict(
                            "side",
                            "the conflict was resolved with the side "
                                    + chosen.name().toLowerCase(Locale.ROOT)));
        }
        return List.of();
    }
}
