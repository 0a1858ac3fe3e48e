package almanac.app.api.history;

import almanac.message.Rejected;
import almanac.message.Rejection;

/** Pages that count from 1, and how long any page of history may be. */
final class Paging {

    private static final int MOST = 100;

    private Paging() {}

    static void check(int page, int limit) {
        require(page >= 1, "page", "page must not be less than 1", page);
        limit(limit, MOST);
    }

    static void limit(int limit, int most) {
        require(limit >= 1 && limit <= most, "limit", "limit must be between 1 and " + most, limit);
    }

    static long offset(int page, int limit) {
        return (page - 1L) * limit;
    }

    static void require(boolean holds, String field, String message, int sent) {
        if (!holds) {
            throw new Rejected(new Rejection.Invalid(field, message, Integer.toString(sent)));
        }
    }
}
