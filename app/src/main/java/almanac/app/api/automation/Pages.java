package almanac.app.api.automation;

import almanac.app.web.Paging;
import java.util.List;

/** Pages of this API: numbered from 1, with the total of all (contract R26, R27). */
final class Pages {

    private Pages() {}

    record Page<T>(List<T> data, Pagination pagination) {}

    record Pagination(int page, int limit, long total, long totalPages) {}

    static <T> Page<T> of(List<T> data, int page, int limit, long total) {
        return new Page<>(data, new Pagination(page, limit, total, Paging.pages(total, limit)));
    }
}
