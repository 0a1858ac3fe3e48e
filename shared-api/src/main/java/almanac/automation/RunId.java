package almanac.automation;

import almanac.entry.EntryId;
import java.util.OptionalLong;
import java.util.regex.Pattern;

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

    /** The name of the request in which that step of the run is done. */
    public String step(int number) {
        return this + "#" + number;
    }

    /** The revision of the run of that wish, if the request is one of its steps. */
    public static OptionalLong revision(
            String request, RuleId rule, EntryId entry, long execution) {
        var name = "run-" + rule.value() + "@" + entry.value() + "\\.(\\d+)!" + execution + "#\\d+";
        var step = Pattern.compile(name).matcher(request);
        return step.matches()
                ? OptionalLong.of(Long.parseLong(step.group(1)))
                : OptionalLong.empty();
    }
}
