package almanac.app.sync;

import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Contents as they are compared: without UIDs, which each side may give its own, and in order. */
final class Sameness {

    private Sameness() {}

    static List<String> of(Collection<ImportedEntry> contents) {
        return contents.stream().map(each -> normal(each).toString()).sorted().toList();
    }

    private static ImportedEntry normal(ImportedEntry content) {
        return new ImportedEntry(
                "",
                content.details(),
                content.span(),
                content.recurrence(),
                content.exclusions().stream().sorted().toList(),
                content.overrides().stream()
                        .sorted(Comparator.comparing(ImportedOverride::originalStart))
                        .toList());
    }
}
