package almanac.app.api.primecalsync;

import almanac.message.Rejected;
import almanac.message.Rejection;

/** How many a list of this API answers at once. */
final class ListLimit {

    private ListLimit() {}

    /** Refuses fewer than one and more than a list gives. */
    static void require(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new Rejected(
                    new Rejection.Invalid(
                            "limit", "limit must be 1 to " + most, Integer.toString(limit)));
        }
    }
}
