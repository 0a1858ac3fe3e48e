package almanac.sync.rules;

import almanac.comment.CommentId;
import almanac.time.AsOf;
import java.util.Optional;

/** Numbers that no one had before, on any node. One that is not used is lost. */
public interface RunNumbers {

    /** Under which the owner finds a run. */
    long log();

    /** Of an owner's wish to run a rule now; the same when the request is tried again. */
    long execution();

    /** Before what the first attempt at the request did; empty where this is the first. */
    Optional<AsOf> triedAt();

    /** Kept in the plan of a run before it is used. */
    CommentId comment();
}
