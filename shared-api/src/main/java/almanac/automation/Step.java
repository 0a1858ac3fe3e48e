package almanac.automation;

import almanac.comment.CommentId;
import java.util.Optional;

/**
 * One action of a run as it was planned.
 *
 * @param comment the number of the comment that it writes, chosen once, so that it is written once
 */
public record Step(Action action, Optional<CommentId> comment) {}
