package almanac.app.api.aurinko;

import almanac.message.Rejected;
import java.util.List;
import java.util.Objects;

/** Lists as they are sent: JSON may hold null in them. */
final class Elements {

    private Elements() {}

    /**
     * The same list.
     *
     * @throws Rejected naming the field of a list that holds null
     */
    static <T> List<T> all(String field, List<T> sent) {
        if (sent.stream().anyMatch(Objects::isNull)) {
            throw Rejected.invalid(field, field + " must not hold null");
        }
        return sent;
    }
}
