package almanac.command.user;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.Profile;
import almanac.user.Role;
import almanac.user.UserCommand;
import almanac.user.UserFact;
import almanac.user.UserId;
import java.util.List;

/** Becoming a user, and what users say about themselves. */
final class Registering {

    private Registering() {}

    static List<UserFact> register(UserState state, UserCommand.RegisterUser command) {
        return state.erased() || state.profile().isPresent()
                ? List.of()
                : List.of(new UserFact.UserRegistered(command.user(), command.profile()));
    }

    static List<UserFact> changeProfile(UserState state, UserCommand.ChangeProfile command) {
        var before = registered(state, command.user());
        var after =
                new Profile(
                        before.username(),
                        before.email(),
                        command.firstName().orElse(before.firstName()),
                        command.lastName().orElse(before.lastName()),
                        command.zone().orElse(before.zone()),
                        command.timeFormat().orElse(before.timeFormat()),
                        command.weekStartDay().orElse(before.weekStartDay()),
                        command.themeColor().orElse(before.themeColor()),
                        command.eventLabels().orElse(before.eventLabels()));
        return after.equals(before)
                ? List.of()
                : List.of(new UserFact.ProfileChanged(command.user(), after));
    }

    static List<UserFact> grant(UserState state, UserCommand.GrantRole command) {
        registered(state, command.user());
        return state.roles().contains(command.role())
                ? List.of()
                : List.of(new UserFact.RoleGranted(command.user(), command.role()));
    }

    static List<UserFact> take(UserState state, UserCommand.TakeRole command) {
        registered(state, command.user());
        if (command.role() == Role.USER) {
            throw Rejected.invalid("role", "everybody has the role USER");
        }
        return state.roles().contains(command.role())
                ? List.of(new UserFact.RoleTaken(command.user(), command.role()))
                : List.of();
    }

    static List<UserFact> erase(UserState state, UserCommand.EraseUser command) {
        return state.erased() ? List.of() : List.of(new UserFact.UserErased(command.user()));
    }

    static Profile registered(UserState state, UserId user) {
        return state.profile()
                .orElseThrow(() ->
                        new Rejected(new Rejection.NotFound("User", Long.toString(user.value()))));
    }
}
