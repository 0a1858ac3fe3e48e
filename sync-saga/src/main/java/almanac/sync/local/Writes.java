package almanac.sync.local;

import almanac.message.Actor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Changes our own side. */
public interface Writes {

    /** The same for what belongs to no run. */
    <R extends @Nullable Object> R send(Actor actor, Object command);

    /**
     * Sends a command, again where it lost a race, and does not wait until it can be read.
     *
     * @param run names the sync run, kept with what it changes
     * @throws almanac.message.Rejected when it is refused
     */
    <R extends @Nullable Object> R send(Actor actor, Run run, Object command);

    /**
     * Does something that sends many commands. Whether its sender may send one of them is perhaps
     * decided once for all.
     */
    default <T> T together(Supplier<T> batch) {
        return batch.get();
    }
}
