package almanac.calendar;

import almanac.user.UserId;

/** What somebody who does not own a calendar may do there. */
public record Share(UserId user, Permission permission) {}
