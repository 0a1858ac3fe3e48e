package almanac.user;

/** What can be asked about users. */
public sealed interface UserQuery {

    /** Answers an Optional of UserView. */
    record UserById(UserId user) implements UserQuery {}

    /**
     * At most 20 users whose username or names begin with the text; answers a list of UserSummary.
     */
    record UsersMatching(String text) implements UserQuery {}
}
