package almanac.command.webhook;

import almanac.webhook.EndpointCommand;
import almanac.webhook.EndpointFact;
import java.util.List;

/** Registering, describing, enabling, disabling and deleting endpoints. */
final class Registering {

    private Registering() {}

    static List<EndpointFact> register(
            EndpointState state, EndpointCommand.RegisterEndpoint command) {
        command.details().check();
        return state instanceof EndpointState.Absent
                ? List.of(
                        new EndpointFact.EndpointRegistered(
                                command.endpoint(), command.owner(), command.details()))
                : List.of();
    }

    static List<EndpointFact> change(EndpointState state, EndpointCommand.ChangeEndpoint command) {
        var before = EndpointState.standing(state, command.endpoint()).details();
        var after = command.appliedTo(before);
        after.check();
        return after.equals(before)
                ? List.of()
                : List.of(new EndpointFact.EndpointChanged(command.endpoint(), after));
    }

    static List<EndpointFact> enable(EndpointState state, EndpointCommand.EnableEndpoint command) {
        return EndpointState.standing(state, command.endpoint()).enabled()
                ? List.of()
                : List.of(new EndpointFact.EndpointEnabled(command.endpoint()));
    }

    static List<EndpointFact> disable(
            EndpointState state, EndpointCommand.DisableEndpoint command) {
        return EndpointState.standing(state, command.endpoint()).enabled()
                ? List.of(new EndpointFact.EndpointDisabled(command.endpoint(), command.reason()))
                : List.of();
    }

    static List<EndpointFact> replaceSecret(
            EndpointState state, EndpointCommand.ReplaceSecret command) {
        EndpointState.standing(state, command.endpoint());
        return List.of(new EndpointFact.SecretReplaced(command.endpoint()));
    }

    static List<EndpointFact> delete(EndpointState state, EndpointCommand.DeleteEndpoint command) {
        EndpointState.standing(state, command.endpoint());
        return List.of(new EndpointFact.EndpointDeleted(command.endpoint()));
    }
}
