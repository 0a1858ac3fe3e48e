package almanac.automation;

import java.util.List;

/**
 * A part of a list.
 *
 * @param total how many the whole list has
 */
public record RulePage(List<RuleView> rules, long total) {
    public RulePage {
        rules = List.copyOf(rules);
    }
}
