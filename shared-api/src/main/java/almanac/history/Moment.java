package almanac.history;

import almanac.time.AsOf;

/** To when something goes back. */
public sealed interface Moment {

    /** To an instant. */
    record At(AsOf instant) implements Moment {}

    /** To right after the fact of that number in the stream of what goes back, from 0. */
    record Revision(long number) implements Moment {}
}
