package almanac.app.web;

import almanac.message.Rejected;
import almanac.message.Rejection;

/** Pages that count from 1 (contract R26), and how long one may be. */
public final class Paging {

    private static final int MOST = 100;

    private Paging() {}

    /** Refuses a page below 1 and a limit that is not between 1 and 100. */
    public static void check(int page, int limit) {
        require(page >= 1, "page", "page must not be less than 1", page);
        limit(limit, MOST);
    }

    /** Refuses a limit that is not between 1 and the most that one answer may hold. */
    public static void limit(int limit, int most) {
        require(limit >= 1 && limit <= most, "limit", "limit must be between 1 and " + most, limit);
    }

    /** How many come before a page. */
    public static long offset(int page, int limit) {
        return (page - 1L) * limit;
    }

    /** How many pages of that length hold all. */
    public static long pages(long total, int limit) {
        return Math.ceilDiv(total, (long) limit);
    }

    /** Refuses what was sent in a field, unless something holds. */
    public static void require(boolean holds, String field, String message, int sent) {
        if (!holds) {
            throw new Rejected(new Rejection.Invalid(field, message, Integer.toString(sent)));
        }
    }
}
