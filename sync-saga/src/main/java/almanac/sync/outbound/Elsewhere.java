package almanac.sync.outbound;

import almanac.connection.MappingId;
import almanac.entry.EntryId;
import almanac.sync.exchange.MappingRun;
import almanac.sync.exchange.Outbox;
import almanac.sync.inbound.Departures;
import almanac.sync.link.Link;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Links;
import almanac.sync.link.Mappings;
import almanac.sync.local.Held;
import almanac.sync.local.Run;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Whether there is an object for an entry already, which only has to be found. */
final class Elsewhere {

    private static final int PATIENCE = 10;

    private final Links links;
    private final Mappings mappings;
    private final Departures departures;
    private final Outbox outbox;

    Elsewhere(Links links, Mappings mappings, Departures departures, Outbox outbox) {
        this.links = links;
        this.mappings = mappings;
        this.departures = departures;
        this.outbox = outbox;
    }

    boolean mayHave(MappingRun run, Outbox.Item item, Held held) {
        return isOnItsWay(run, item.entry())
                || item.attempts() < PATIENCE
                        && (comesFromAnother(run, item) || isAboutToBeTied(run, item, held));
    }

    /** It was moved, or is to be: with another object all that we do not model would be lost. */
    private boolean isOnItsWay(MappingRun run, EntryId entry) {
        return run.provider().traits().moves()
                && (there(run, entry).stream().anyMatch(link -> isToBeMoved(run, link))
                        || links.of(run.mapping().id(), entry).stream().anyMatch(Link::movedByUs));
    }

    private boolean isToBeMoved(MappingRun run, Link link) {
        return switch (link.state()) {
            case LIVE -> outbox.waits(link.key().mapping(), link.key().entry());
            case LEAVING -> link.movedByUs() || departures.unseen(link, run.mapping());
            case CREATING, DETACHED, TOMBSTONE -> false;
        };
    }

    /**
     * A creation without an answer may have got through, and somebody may have moved what it made
     * before we knew: then the round of the other calendar finds it.
     */
    boolean mayHaveBeenMoved(MappingRun run, Collection<Link> parts, int attempts) {
        return attempts < PATIENCE
                && parts.stream()
                        .filter(link -> link.state() == Link.State.CREATING)
                        .anyMatch(link -> !departures.sought(run, link));
    }

    /**
     * Some providers know an object by its UID, which cannot be in two calendars at once; and what
     * is gone from another calendar a person may have moved here: that shows when this one was
     * read.
     */
    private boolean comesFromAnother(MappingRun run, Outbox.Item item) {
        var there = there(run, item.entry());
        return there.stream().anyMatch(link -> link.state() == Link.State.LIVE)
                || isUntied(run, item.entry())
                        && (!there.isEmpty() && !wasRead(run, item) || wasLeftBehind(run, item));
    }

    /** What an untied calendar had may have come here since, by us or by a person. */
    private boolean wasLeftBehind(MappingRun run, Outbox.Item item) {
        return departures.leftBehind(run.mapping(), item.entry()).stream()
                .anyMatch(link ->
                        !wasRead(run, item)
                                || link.movedByUs() && departures.unseen(link, run.mapping()));
    }

    /** The links that other calendars of the account have of it. */
    private List<Link> there(MappingRun run, EntryId entry) {
        var others =
                mappings.of(run.mapping().connection()).stream()
                        .filter(each ->
                                each.runs() && !each.calendar().equals(run.mapping().calendar()))
                        .map(each -> each.id())
                        .toList();
        return links.of(entry).stream()
                .filter(link -> others.contains(link.key().mapping()))
                .toList();
    }

    /**
     * A run made the entry of an object and died before it noted which; the next one finds it, in
     * the calendar where it was made, even where the entry was moved here since.
     */
    private boolean isAboutToBeTied(MappingRun run, Outbox.Item item, Held held) {
        var maker = held.creation().map(Run::mapping);
        return maker.equals(Optional.of(run.mapping().id()))
                ? isUntied(run, item.entry()) && !wasRead(run, item)
                : maker.filter(id -> links.of(id, item.entry()).isEmpty())
                        .flatMap(id -> sibling(run, id))
                        .filter(there ->
                                !departures.readSince(there, held.changedAt().orElseThrow()))
                        .isPresent();
    }

    private Optional<LinkedMapping> sibling(MappingRun run, MappingId id) {
        return mappings.of(run.mapping().connection()).stream()
                .filter(each -> each.runs() && each.id().equals(id))
                .findFirst();
    }

    private boolean wasRead(MappingRun run, Outbox.Item item) {
        var sought = item.sought();
        return sought.isPresent() && departures.seen(run.mapping(), sought.getAsLong());
    }

    private boolean isUntied(MappingRun run, EntryId entry) {
        return links.of(run.mapping().id(), entry).isEmpty();
    }
}
