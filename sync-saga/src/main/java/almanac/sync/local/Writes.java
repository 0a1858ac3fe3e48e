package almanac.sync.local;

import almanac.message.Actor;
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
}
