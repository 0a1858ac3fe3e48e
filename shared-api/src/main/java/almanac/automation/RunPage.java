package almanac.automation;

import java.util.List;

/**
 * A part of a list.
 *
 * @param total how many the whole list has
 */
public record RunPage(List<RunView> runs, long total) {
    public RunPage {
        runs = List.copyOf(runs);
    }
}
