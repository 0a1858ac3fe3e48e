package almanac.store;

import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Whole streams, one after another, each in its order.
 *
 * @param facts those that are not after the position that was asked for
 * @param lastStream the page after this one begins behind it
 * @param commits how many were read
 * @param ended whether there is no page after this one
 */
public record FactPage(
        List<? extends TrackedEventMessage<?>> facts,
        String lastStream,
        int commits,
        boolean ended) {}
