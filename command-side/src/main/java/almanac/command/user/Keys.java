package almanac.command.user;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.ApiKeyId;
import almanac.user.UserCommand;
import almanac.user.UserFact;
import java.util.List;

/** API keys of a user; their secrets are none of this module's business. */
final class Keys {

    private Keys() {}

    static List<UserFact> issue(UserState state, UserCommand.IssueApiKey command) {
        Registering.registered(state, command.user());
        return state.keys().contains(command.key())
                ? List.of()
                : List.of(
                        new UserFact.ApiKeyIssued(command.user(), command.key(), command.terms()));
    }

    static List<UserFact> rotate(UserState state, UserCommand.RotateApiKey command) {
        require(state, command.key());
        return List.of(new UserFact.ApiKeyRotated(command.user(), command.key(), command.terms()));
    }

    static List<UserFact> revoke(UserState state, UserCommand.RevokeApiKey command) {
        require(state, command.key());
        return List.of(new UserFact.ApiKeyRevoked(command.user(), command.key()));
    }

    private static void require(UserState state, ApiKeyId key) {
        if (!state.keys().contains(key)) {
            throw new Rejected(new Rejection.NotFound("API key", Long.toString(key.value())));
        }
    }
}
