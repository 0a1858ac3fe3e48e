package almanac.sync.outbound;

import almanac.connection.TraceLine.Reason;
import almanac.connection.TraceLine.Step;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.ImportedEntry;
import almanac.sync.exchange.MappingRun;
import almanac.sync.exchange.Operations;
import almanac.sync.link.Link;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Links;
import almanac.sync.link.Mappings;
import almanac.sync.local.Held;
import almanac.sync.provider.RemoteObject.Standing;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Which parts of an entry get an object of their own. What is somebody else's is not ours to
 * create: not once more when it is gone there and stands here, not a part of it that was split off
 * here, and not in another calendar of the account when it was moved here. Its guests would be
 * invited to another.
 */
final class Making {

    private static final String OTHERS =
            "at the provider it is somebody else's, so no object is created for this";

    private final Links links;
    private final Mappings mappings;

    Making(Links links, Mappings mappings) {
        this.links = links;
        this.mappings = mappings;
    }

    /** A link for each part, and for each object whose part is gone. */
    LinkedHashMap<Link.Key, Link> parts(MappingRun run, EntryId entry, Held held) {
        var all = new LinkedHashMap<Link.Key, Link>();
        links.of(run.mapping().id(), entry).forEach(link -> all.put(link.key(), link));
        for (EntryPart part : held.partsOn(run.mapping().calendar())) {
            var key = new Link.Key(run.mapping().id(), entry, part.from());
            all.computeIfAbsent(key, missing -> Link.nothing(missing, part.content()));
        }
        return all;
    }

    /**
     * The intention first: whoever comes after a crash tries the same creation again. Empty where
     * nothing may be created.
     */
    Optional<Link> draft(MappingRun run, Link link, ImportedEntry content) {
        if (isOthers(run, link)) {
            run.trace().line(link.key().entry(), Step.PUSH, Reason.FILTERED, OTHERS);
            return Optional.empty();
        }
        var intended = link.creating(Operations.of(link.key(), link.generation() + 1), content);
        links.save(intended);
        return Optional.of(intended);
    }

    private boolean isOthers(MappingRun run, Link link) {
        var theirs =
                links.of(link.key().entry()).stream()
                        .filter(each -> each.state() == Link.State.LIVE)
                        .toList();
        return !isOurs(link) || isPartOfOthers(link, theirs) || isInAnotherCalendar(run, theirs);
    }

    private static boolean isOurs(Link link) {
        return link.remote().stream().allMatch(known -> known.standing() == Standing.OURS);
    }

    /** The object before it has these days too, as nothing could be cut off it. */
    private static boolean isPartOfOthers(Link link, List<Link> live) {
        return live.stream()
                .filter(each -> each.key().mapping().equals(link.key().mapping()))
                .filter(each -> each.key().part().compareTo(link.key().part()) < 0)
                .max(Comparator.comparing(each -> each.key().part()))
                .filter(before -> !isOurs(before))
                .isPresent();
    }

    private boolean isInAnotherCalendar(MappingRun run, List<Link> live) {
        var others = live.stream().filter(each -> !isOurs(each)).toList();
        return !others.isEmpty()
                && mappings.everOf(run.mapping().connection()).stream()
                        .map(LinkedMapping::id)
                        .filter(id -> !id.equals(run.mapping().id()))
                        .anyMatch(id ->
                                others.stream().anyMatch(each -> each.key().mapping().equals(id)));
    }
}
