package almanac.app.api.identity;

import almanac.app.error.Failure;
import almanac.app.error.Refusal;
import almanac.app.security.Profiles;
import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.app.web.PathNumbers;
import almanac.app.web.Queries;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.Role;
import almanac.user.UserCommand;
import almanac.user.UserId;
import almanac.user.UserQuery;
import almanac.user.UserView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What users may do beyond their own data; for operators, by keys of scope admin too. */
@RestController
@RequestMapping("/api/admin/users/{id}/roles")
@Tag(name = "Roles")
final class RolesController {

    private final Commands commands;
    private final Queries queries;
    private final Profiles profiles;

    RolesController(Commands commands, Queries queries, Profiles profiles) {
        this.commands = commands;
        this.queries = queries;
        this.profiles = profiles;
    }

    record UserRoles(long userId, List<String> roles) {}

    @Operation(summary = "The roles of a user", description = "Operators only.")
    @GetMapping
    UserRoles list(Caller caller, @PathVariable long id) {
        requireOperator(caller);
        return roles(PathNumbers.user(id));
    }

    @Operation(
            summary = "Grant a role",
            description =
                    "auditor reads the history of everything, operator runs the installation."
                            + " Operators only; the grant is in the history.")
    @PutMapping("/{role}")
    UserRoles grant(Caller caller, @PathVariable long id, @PathVariable String role) {
        requireOperator(caller);
        return done(caller, new UserCommand.GrantRole(PathNumbers.user(id), role(role)));
    }

    @Operation(
            summary = "Take a role away",
            description = "Operators only; nobody takes operator from themselves.")
    @DeleteMapping("/{role}")
    UserRoles take(Caller caller, @PathVariable long id, @PathVariable String role) {
        requireOperator(caller);
        return done(caller, new UserCommand.TakeRole(PathNumbers.user(id), role(role)));
    }

    private UserRoles done(Caller caller, UserCommand command) {
        var user = command.user();
        roles(user);
        var operator = new Actor(caller.user(), Origin.of(Origin.Kind.OPERATOR));
        commands.<Object>send(operator, command);
        profiles.forget(user);
        return roles(user);
    }

    private UserRoles roles(UserId user) {
        return queries.find(new UserQuery.UserById(user), UserView.class)
                .map(view ->
                        new UserRoles(
                                user.value(),
                                view.roles().stream().sorted().map(RolesController::word).toList()))
                .orElseThrow(() ->
                        new Rejected(new Rejection.NotFound("User", Long.toString(user.value()))));
    }

    private static void requireOperator(Caller caller) {
        if (!caller.acts(Role.OPERATOR)) {
            throw new Refusal(Failure.Kind.FORBIDDEN, "Only operators may do that.");
        }
    }

    private static Role role(String sent) {
        return Arrays.stream(Role.values())
                .filter(role -> word(role).equals(sent))
                .findFirst()
                .orElseThrow(() ->
                        new Rejected(
                                new Rejection.Invalid(
                                        "role", "role must be user, auditor or operator", sent)));
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
