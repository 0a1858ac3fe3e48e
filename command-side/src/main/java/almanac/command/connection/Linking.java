package almanac.command.connection;

import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionFact;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.List;

/** Tying an account and letting it go. */
final class Linking {

    private Linking() {}

    static List<ConnectionFact> connect(ConnectionState state, ConnectionCommand.Connect command) {
        return switch (state) {
            case ConnectionState.Absent() ->
                    List.of(
                            new ConnectionFact.Connected(
                                    command.connection(),
                                    command.user(),
                                    command.provider(),
                                    command.accountKey(),
                                    command.email(),
                                    command.scopes(),
                                    command.readOnly()));
            case ConnectionState.Known known -> again(known, command);
        };
    }

    private static List<ConnectionFact> again(
            ConnectionState.Known known, ConnectionCommand.Connect command) {
        var account =
                new ConnectionState.Account(
                        command.user(), command.provider(), command.accountKey());
        if (!account.equals(known.account())) {
            throw new Rejected(
                    new Rejection.Conflict(
                            "account", "this connection belongs to another provider account"));
        }
        return List.of(
                new ConnectionFact.Reconnected(
                        command.connection(),
                        command.email(),
                        command.scopes(),
                        command.readOnly()));
    }

    static List<ConnectionFact> disconnect(
            ConnectionState state, ConnectionCommand.Disconnect command) {
        return ConnectionState.known(state, command.connection()).linked()
                ? List.of(new ConnectionFact.Disconnected(command.connection()))
                : List.of();
    }
}
