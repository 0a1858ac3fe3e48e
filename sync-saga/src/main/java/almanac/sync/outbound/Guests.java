package almanac.sync.outbound;

import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Meeting;
import almanac.sync.link.Link;
import almanac.sync.link.Links;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.RemoteObject.Standing;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps the guests of somebody else's meeting out of copies that we made of it, as in a second
 * account that mirrors the same calendar: whoever was named there would be invited once more, by
 * this account.
 */
final class Guests {

    private final Links links;

    Guests(Links links) {
        this.links = links;
    }

    /** What is to be created; of what others organize without anybody. */
    ImportedEntry invited(Link link, ImportedEntry draft) {
        return isCopy(link) ? with(draft, start -> Meeting.NONE) : draft;
    }

    /** What an object is to be; of a copy with the people that it has. */
    ImportedEntry invited(Link link, RemoteObject known, ImportedEntry wanted) {
        return known.standing() == Standing.OURS && link.generation() > 0 && isCopy(link)
                ? with(wanted, start -> people(known.content(), start))
                : wanted;
    }

    private boolean isCopy(Link link) {
        return links.of(link.key().entry()).stream()
                .filter(each -> each.state() == Link.State.LIVE)
                .filter(each -> !each.key().mapping().equals(link.key().mapping()))
                .flatMap(each -> each.remote().stream())
                .anyMatch(each -> each.standing() != Standing.OURS);
    }

    private static Meeting people(ImportedEntry known, Optional<LocalDateTime> start) {
        return known.overrides().stream()
                .filter(each -> start.equals(Optional.of(each.originalStart())))
                .map(ImportedOverride::details)
                .findFirst()
                .orElse(known.details())
                .people();
    }

    /**
     * @param people of the occurrence that begins there by the series; of the whole where empty
     */
    private static ImportedEntry with(
            ImportedEntry entry, Function<Optional<LocalDateTime>, Meeting> people) {
        return new ImportedEntry(
                entry.uid(),
                entry.details().with(people.apply(Optional.empty())),
                entry.span(),
                entry.recurrence(),
                entry.exclusions(),
                entry.overrides().stream()
                        .map(each ->
                                new ImportedOverride(
                                        each.originalStart(),
                                        each.details()
                                                .with(
                                                        people.apply(
                                                                Optional.of(each.originalStart()))),
                                        each.span()))
                        .toList());
    }
}
