package almanac.automation;

import java.util.List;

/**
 * How far a run is: what it set out to do, and whether that was done.
 *
 * @param resumed whether it was claimed before
 */
public record RunProgress(Reach reach, List<Step> steps, boolean resumed, boolean ended) {
    public RunProgress {
        steps = List.copyOf(steps);
    }
}
