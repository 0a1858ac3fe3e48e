package almanac.app.web;

import java.util.List;
import java.util.OptionalLong;

/** Waits until what commands wrote can be read. */
public interface Visibility {

    /**
     * Returns when the read models that these commands touch have passed the position; at once when
     * there is none.
     *
     * @throws almanac.message.Rejected with NotYetVisible when that takes too long
     */
    void await(OptionalLong position, List<?> commands);
}
