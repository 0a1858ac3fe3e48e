package almanac.command.guard;

import static almanac.command.guard.Refusals.missing;
import static almanac.command.guard.Refusals.requireSelf;

import almanac.connection.ConflictCommand;
import almanac.course.CourseCommand;
import almanac.user.UserId;
import almanac.webhook.EndpointCommand;
import java.util.Optional;

/** What belongs to one user and is there for nobody else. */
final class Belongings {

    private final Grants grants;

    Belongings(Grants grants) {
        this.grants = grants;
    }

    /** A course of somebody else is not there. */
    void check(UserId user, CourseCommand command) {
        if (command instanceof CourseCommand.CreateCourse create) {
            requireSelf(user, create.owner());
        } else if (!grants.ownerOf(command.course()).equals(Optional.of(user))) {
            throw missing("Course", command.course().value());
        }
    }

    /** A conflict of somebody else is not there. */
    void check(UserId user, ConflictCommand command) {
        switch (command) {
            case ConflictCommand.RecordConflict recorded -> requireSelf(user, recorded.user());
            case ConflictCommand.SettleConflict settled -> {
                if (!grants.ownerOf(settled.conflict()).equals(Optional.of(user))) {
                    throw missing("Conflict", settled.conflict().value());
                }
            }
        }
    }

    /** An endpoint of somebody else is not there. */
    void check(UserId user, EndpointCommand command) {
        if (command instanceof EndpointCommand.RegisterEndpoint registered) {
            requireSelf(user, registered.owner());
        } else if (!grants.ownerOf(command.endpoint()).equals(Optional.of(user))) {
            throw missing("Webhook endpoint", command.endpoint().value());
        }
    }
}
