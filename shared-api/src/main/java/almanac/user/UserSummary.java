package almanac.user;

import java.util.Optional;

/** What others may see of a user. */
public record UserSummary(
        UserId id, String username, Optional<String> firstName, Optional<String> lastName) {}
