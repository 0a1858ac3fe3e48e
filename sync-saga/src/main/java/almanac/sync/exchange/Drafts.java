package almanac.sync.exchange;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;

/** What a creation left at the provider whose answer nobody heard. */
final class Drafts {

    private static final Details BLANK = Details.titled("");

    private Drafts() {}

    /**
     * The draft as both sides may have agreed on it: without the fields of which the provider says
     * nothing. It does not hold them, or somebody has cleared them since; nobody knows which, so
     * ours are told once more. What it says otherwise is taken for somebody's edit since.
     */
    static ImportedEntry asHeld(ImportedEntry draft, ImportedEntry now) {
        var details = draft.details();
        for (var change : draft.details().changesTo(now.details())) {
            if (!(change instanceof Change.Title) && BLANK.with(change).equals(BLANK)) {
                details = details.with(change);
            }
        }
        return new ImportedEntry(
                now.uid(),
                details,
                draft.span(),
                draft.recurrence(),
                draft.exclusions(),
                draft.overrides());
    }
}
