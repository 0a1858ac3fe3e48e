package almanac.command.entry;

import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.recurrence.RuleSet;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** The exceptions of an object by the starts of its recurrence that they name. */
final class NamedStarts {

    private final ImportedEntry content;
    private final Map<LocalDateTime, LocalDateTime> starts;

    private NamedStarts(ImportedEntry content) {
        this.content = content;
        var names = new ArrayList<>(content.exclusions());
        content.overrides().forEach(own -> names.add(own.originalStart()));
        this.starts = names.isEmpty() ? Map.of() : starts(content).startsNamed(names);
    }

    /**
     * An exclusion takes away the start that it names and no other (RFC 5545 3.8.5.1): one that
     * names none goes. A changed occurrence that names none stays one beside the recurrence.
     */
    static ImportedEntry in(ImportedEntry content) {
        return new NamedStarts(content).content();
    }

    private static RuleSet starts(ImportedEntry content) {
        return Scheduling.recurrence(content).starts(content.span());
    }

    private ImportedEntry content() {
        return content.withExceptions(
                content.exclusions().stream().flatMap(name -> named(name).stream()).toList(),
                content.overrides().stream().map(this::named).toList());
    }

    private Optional<LocalDateTime> named(LocalDateTime name) {
        return Optional.ofNullable(starts.get(name));
    }

    private ImportedOverride named(ImportedOverride own) {
        return new ImportedOverride(
                named(own.originalStart()).orElse(own.originalStart()), own.details(), own.span());
    }
}
