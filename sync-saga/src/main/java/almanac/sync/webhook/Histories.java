package almanac.sync.webhook;

import almanac.entry.EntryState;
import almanac.sync.local.Archive.Happened;
import java.util.List;

/** Entries as one of their facts left them. */
final class Histories {

    private Histories() {}

    static EntryState asOf(List<Happened> history, long sequence) {
        var state = EntryState.initial();
        for (var happened : history) {
            if (happened.sequence() > sequence) {
                break;
            }
            state = state.evolve(happened.fact());
        }
        return state;
    }
}
