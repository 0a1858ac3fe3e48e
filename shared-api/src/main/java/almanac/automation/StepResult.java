package almanac.automation;

import almanac.message.Personal;

/**
 * What became of one step.
 *
 * @param reason why it was refused; empty otherwise
 */
public record StepResult(Outcome outcome, @Personal String reason) {

    /** How a step can end. */
    public enum Outcome {
        DONE,
        /** It was so already. */
        UNCHANGED,
        REFUSED
    }

    public static final StepResult DONE = new StepResult(Outcome.DONE, "");
    public static final StepResult UNCHANGED = new StepResult(Outcome.UNCHANGED, "");

    public static StepResult refused(String reason) {
        return new StepResult(Outcome.REFUSED, reason);
    }
}
