package almanac.sync.provider;

import java.util.List;
import java.util.OptionalInt;

/**
 * One page of a round; it may be empty and still not be the last.
 *
 * @param expected how many objects the whole round has, where the provider tells
 */
public record ChangePage(
        List<RemoteChange> changes, Continuation continuation, OptionalInt expected) {

    public ChangePage {
        changes = List.copyOf(changes);
    }

    /** How the round goes on. */
    public sealed interface Continuation {}

    /** With this page. */
    public record More(String page) implements Continuation {}

    /** It is over; the next round starts from this cursor. */
    public record Done(String cursor) implements Continuation {}
}
