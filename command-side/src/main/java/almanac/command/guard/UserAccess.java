package almanac.command.guard;

import almanac.message.Actor;
import almanac.message.Origin;
import almanac.message.Rejected;
import almanac.user.Role;
import almanac.user.UserCommand;

/** Who may change a user: the user, and of roles an operator. */
final class UserAccess {

    private UserAccess() {}

    static void check(Actor actor, UserCommand command) {
        switch (command) {
            case UserCommand.GrantRole grant -> requireOperator(actor);
            case UserCommand.TakeRole take -> requireToTake(actor, take);
            case UserCommand.EraseUser erase ->
                    throw new Rejected(Refusals.denied("User", "only the system erases users"));
            case UserCommand.RegisterUser register -> requireSelfOrOperator(actor, command);
            case UserCommand.ChangeProfile change -> requireSelfOrOperator(actor, command);
            case UserCommand.IssueApiKey issue -> requireSelfOrOperator(actor, command);
            case UserCommand.RotateApiKey rotate -> requireSelfOrOperator(actor, command);
            case UserCommand.RevokeApiKey revoke -> requireSelfOrOperator(actor, command);
        }
    }

    /** So that there is always one left who can grant roles. */
    private static void requireToTake(Actor actor, UserCommand.TakeRole take) {
        requireOperator(actor);
        if (take.role() == Role.OPERATOR && take.user().equals(actor.user())) {
            throw new Rejected(
                    Refusals.denied("User", "operators cannot take that role from themselves"));
        }
    }

    private static void requireOperator(Actor actor) {
        if (!operates(actor)) {
            throw new Rejected(Refusals.denied("User", "only an operator grants and takes roles"));
        }
    }

    private static void requireSelfOrOperator(Actor actor, UserCommand command) {
        if (!operates(actor)) {
            Refusals.requireSelf(actor.user(), command.user());
        }
    }

    private static boolean operates(Actor actor) {
        return actor.origin().kind() == Origin.Kind.OPERATOR;
    }
}
