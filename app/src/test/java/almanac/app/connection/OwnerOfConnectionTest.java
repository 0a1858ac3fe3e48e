package almanac.app.connection;

import static almanac.app.testing.SyncServer.SERVER;
import static almanac.app.testing.SyncServer.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.app.ids.Ids;
import almanac.app.testing.SyncServer;
import almanac.app.web.Commands;
import almanac.connection.ConnectionCommand;
import almanac.connection.ProviderKind;
import almanac.message.Actor;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Sync sends one command after another and waits for no read model. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class OwnerOfConnectionTest {

    private static void send(UserId user, Object command) {
        SERVER.bean(CommandGateway.class)
                .sendAndWait(new GenericCommandMessage<>(command, Actor.user(user).asMetaData()));
    }

    @Test
    void the_next_command_about_a_new_connection_is_allowed_at_once_and_only_to_its_user() {
        var owner = user(SyncServer.person("owner"));
        var stranger = user(SyncServer.person("stranger"));
        for (var round = 0; round < 50; round++) {
            var id = SERVER.bean(Ids.class).connection();
            send(
                    owner,
                    new ConnectionCommand.Connect(
                            id,
                            owner,
                            ProviderKind.GOOGLE,
                            "account",
                            "x@example.org",
                            Set.of(),
                            false));
            send(owner, new ConnectionCommand.ListCalendars(id, List.of()));
            assertThatThrownBy(() -> send(stranger, new ConnectionCommand.Disconnect(id)))
                    .hasStackTraceContaining("Connection not found");
            SERVER.bean(Commands.class)
                    .<Object>send(Actor.user(owner), new ConnectionCommand.Disconnect(id));
        }
        assertThat(SERVER.bean(Connected.class).linked(owner, Optional.empty())).isEmpty();
    }
}
