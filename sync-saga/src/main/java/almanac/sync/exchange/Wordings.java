package almanac.sync.exchange;

import almanac.sync.reconcile.Plan;

/** What a plan is called in a trace. */
final class Wordings {

    private Wordings() {}

    static String of(Plan plan) {
        return plan.disputes().isEmpty()
                ? word(plan.local(), "here")
                        + ", "
                        + word(plan.remote(), "at the provider")
                        + plan.held().map(why -> ": " + why).orElse("")
                : plan.disagreements().stream()
                        .map(each -> each.field())
                        .distinct()
                        .reduce((one, other) -> one + ", " + other)
                        .map(fields -> "both changed " + fields)
                        .orElse("");
    }

    private static String word(Plan.Target target, String where) {
        return switch (target) {
            case Plan.Stays() -> "stays " + where;
            case Plan.Becomes becomes -> "changes " + where;
            case Plan.Goes() -> "goes " + where;
        };
    }
}
