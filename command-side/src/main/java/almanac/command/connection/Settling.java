package almanac.command.connection;

import almanac.connection.ConflictCommand;
import almanac.connection.ConflictFact;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.List;

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
            case ConflictState.Settled(var chosen) ->
                    chosen == command.chosen()
                            ? List.of()
                            : List.of(
                                    new ConflictFact.ConflictResolved(
                                            command.conflict(), command.chosen()));
            case ConflictState.Absent() ->
                    throw new Rejected(
                            new Rejection.NotFound(
                                    "Conflict", Long.toString(command.conflict().value())));
        };
    }
}
