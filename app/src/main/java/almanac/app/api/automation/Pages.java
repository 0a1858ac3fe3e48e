package almanac.app.api.automation;

import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.List;

/** Pages of this API: numbered from 1, with the total of all (contract R26, R27). */
final class Pages {

    private static final int MOST = 100;

    private Pages() {}

    record Page<T>(List<T> data, Pagination pagination) {}

    record Pagination(int page, int limit, long total, long totalPages) {}

    static void check(int page, int limit) {
        require(page >= 1, "page", "page must not be less than 1", page);
        require(limit >= 1 && limit <= MOST, "limit", "limit must be between 1 and " + MOST, limit);
    }

    private static void require(boolean holds, String field, String message, int sent) {
        if (!holds) {
            throw new Rejected(new Rejection.Invalid(field, message, Integer.toString(sent)));
        }
    }

    static long offset(int page, int limit) {
        return (page - 1L) * limit;
    }

    static <T> Page<T> of(List<T> data, int page, int limit, long total) {
        return new Page<>(
                data, new Pagination(page, limit, total, Math.ceilDiv(total, (long) limit)));
    }
}
