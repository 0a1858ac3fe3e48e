package almanac.sync.google;

import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tells what exceptions inherit from a change of their master from what somebody else changed. */
final class Inheritance {

    private Inheritance() {}

    /**
     * @param before the series as it was before our change of its master
     * @param after as it is now
     * @param known what our change started from
     * @param wanted what it aimed at
     */
    static boolean foreign(
            ImportedEntry before, ImportedEntry after, ImportedEntry known, ImportedEntry wanted) {
        var ours = known.details().changesTo(wanted.details());
        var were = byStart(before);
        for (var override : after.overrides()) {
            var was = Optional.ofNullable(were.get(override.originalStart()));
            if (was.isEmpty()) {
                // an exception that said nothing until its master changed beneath it says so now
                continue;
            }
            var changes = was.get().details().changesTo(override.details());
            var moved =
                    !was.get().span().equals(override.span()) && known.span().equals(wanted.span());
            if (moved || !ours.containsAll(changes)) {
                return true;
            }
        }
        return after.exclusions().stream()
                .anyMatch(start -> were.containsKey(start) && !wanted.exclusions().contains(start));
    }

    private static Map<LocalDateTime, ImportedOverride> byStart(ImportedEntry content) {
        var byStart = new HashMap<LocalDateTime, ImportedOverride>();
        content.overrides().forEach(each -> byStart.put(each.originalStart(), each));
        return byStart;
    }
}
