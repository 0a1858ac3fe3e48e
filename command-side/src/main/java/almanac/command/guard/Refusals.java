package almanac.command.guard;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;

/** How it is said that somebody may not. */
final class Refusals {

    private Refusals() {}

    /** As far as they may know it is not there. */
    static Rejected missing(String kind, long number) {
        return new Rejected(new Rejection.NotFound(kind, Long.toString(number)));
    }

    static Rejection denied(String kind, String message) {
        return new Rejection.NotPermitted(kind, message);
    }

    /**
     * @throws Rejected where they act for somebody else
     */
    static void requireSelf(UserId user, UserId other) {
        if (!user.equals(other)) {
            throw new Rejected(denied("User", "Access denied."));
        }
    }
}
