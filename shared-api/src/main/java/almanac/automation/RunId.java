package almanac.automation;

import almanac.entry.EntryId;
import java.util.OptionalLong;

/**
 * Names one run of a rule by its cause, so that the same cause never runs a rule twice; {@link
 * #toString()} is the stream's name.
 *
 * @param revision sequence number of the entry's fact that set the rule going, or of the last one
 *     when its owner did
 * @param execution the number of the owner's wish; empty when a trigger fired
 */
public record RunId(RuleId rule, EntryId entry, long revision, OptionalLong execution) {

    @Override
    public String toString() {
        var cause = "run-" + rule.value() + "@" + entry.value() + "." + revision;
        return execution.isPresent() ? cause + "!" + execution.getAsLong() : cause;
    }
}
