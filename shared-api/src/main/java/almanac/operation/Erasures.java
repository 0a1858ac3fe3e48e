package almanac.operation;

import almanac.message.Actor;
import almanac.user.UserId;
import java.util.List;

/**
 * Erasing a person: everything that is theirs goes, and what they wrote is destroyed in the history
 * too (docs/adr/0022). Begun, it is not taken back, and goes on by itself on any node.
 */
public interface Erasures {

    /** What an erasure of this user would take away; changes nothing. */
    ErasureView preview(UserId user);

    /**
     * Begins it; one that was begun already answers itself.
     *
     * @param confirm the username, so that nobody is erased by a slip
     * @param reason why; stays in the receipt, so it must not name the person
     * @throws almanac.message.Rejected with NotFound for who is not there, Invalid for another name
     *     or no reason, Conflict for an operator
     */
    ErasureView begin(Actor by, UserId user, String confirm, String reason);

    /** How it stands; once it has ended, the receipt. */
    ErasureView find(OperationId id);

    /** The last ones, the latest first. */
    List<ErasureView> latest(int limit);
}
