package almanac.operation;

import almanac.message.Actor;
import java.util.function.Supplier;

/** Keeps why operators do what anybody may do with what is their own. */
public interface Reasons {

    /**
     * Does it, between the facts that say who set about it and why, and what became of it.
     *
     * @param target what it is done to
     * @throws almanac.message.Rejected with Invalid where there is no reason, or with what the work
     *     is refused for
     */
    <T> T recorded(
            Actor operator, OperationKind kind, String target, String reason, Supplier<T> work);
}
