package almanac.sync.inbound;

import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.ImportedEntry;
import almanac.entry.Recurrence;
import almanac.sync.exchange.MappingRun;
import almanac.sync.exchange.OurSide;
import almanac.sync.link.Link;
import almanac.sync.link.Links;
import almanac.sync.local.Reads;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is on our calendar and tied to nothing when a calendar is first read: the same things may be
 * at the provider already. They are told by UID, else by what, when and how often.
 */
final class Candidates {

    static final int PAGE = 500;

    private final Map<String, Link.Key> byUid = new HashMap<>();
    private final Map<String, Deque<Link.Key>> byLooks = new HashMap<>();
    private final Set<Link.Key> taken = new HashSet<>();

    private final boolean none;

    private Candidates(boolean none) {
        this.none = none;
    }

    /** For a calendar that was read before. */
    static Candidates none() {
        return new Candidates(true);
    }

    boolean isNone() {
        return none;
    }

    static Candidates of(MappingRun run, Reads reads, OurSide ourSide, Links links) {
        var candidates = new Candidates(false);
        var mapping = run.mapping();
        var after = 0L;
        while (true) {
            var page = reads.entriesOn(mapping.calendar(), after, PAGE, mapping.since());
            var linked = links.linked(mapping.id(), page);
            page.stream()
                    .filter(entry -> !linked.contains(entry))
                    .forEach(entry -> candidates.add(run, entry, ourSide));
            if (page.size() < PAGE) {
                return candidates;
            }
            after = page.getLast().value();
        }
    }

    private void add(MappingRun run, EntryId entry, OurSide ourSide) {
        for (EntryPart part : ourSide.entry(entry).partsOn(run.mapping().calendar())) {
            var key = new Link.Key(run.mapping().id(), entry, part.from());
            byUid.putIfAbsent(part.content().uid(), key);
            byLooks.computeIfAbsent(looks(part.content()), any -> new ArrayDeque<>()).add(key);
        }
    }

    /** The part that an object is; nobody else is told the same part. */
    Optional<Link.Key> take(ImportedEntry content) {
        var named = byUid.get(content.uid());
        if (named != null && taken.add(named)) {
            return Optional.of(named);
        }
        var similar = byLooks.getOrDefault(looks(content), new ArrayDeque<>());
        while (!similar.isEmpty()) {
            var key = similar.poll();
            if (taken.add(key)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    private static String looks(ImportedEntry content) {
        return content.details().title().strip().toLowerCase(Locale.ROOT)
                + "|"
                + content.span()
                + "|"
                + content.recurrence().flatMap(Recurrence::rule).map(Object::toString).orElse("");
    }
}
