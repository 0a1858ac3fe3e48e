package almanac.query.user;

import almanac.user.UserQuery;
import almanac.user.UserSummary;
import almanac.user.UserView;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link UserQuery}. */
public final class UserQueries {

    private final Users users;

    public UserQueries(Users users) {
        this.users = users;
    }

    @QueryHandler
    Optional<UserView> on(UserQuery.UserById query) {
        return users.view(query.user());
    }

    @QueryHandler
    List<UserSummary> on(UserQuery.UsersMatching query) {
        return users.matching(query.text());
    }
}
