package almanac.sync.inbound;

import almanac.connection.MappingId;
import almanac.connection.TraceLine.Reason;
import almanac.connection.TraceLine.Step;
import almanac.entry.EntryId;
import almanac.sync.exchange.Exchange;
import almanac.sync.exchange.MappingRun;
import almanac.sync.link.Link;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Links;
import almanac.sync.link.Mappings;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.work.DueWork;
import almanac.sync.work.Lane;
import almanac.sync.work.Unit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Objects that are not in their calendar any more. Providers tell a move as a deletion here and a
 * creation there: before ours is deleted, the account's other calendars are looked at.
 */
public final class Departures {

    /** How long a departed object may take to show elsewhere. */
    public static final Duration GRACE = Duration.ofSeconds(30);

    /** How long a calendar that cannot be read is waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** By how much another node's clock may be ahead: a round before a move is none after it. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private static final Duration OFTEN = Duration.ofSeconds(5);

    private final Exchange exchange;
    private final Links links;
    private final Mappings mappings;
    private final Rounds rounds;
    private final DueWork work;
    private final Clock clock;

    public Departures(
            Exchange exchange,
            Links links,
            Mappings mappings,
            Rounds rounds,
            DueWork work,
            Clock clock) {
        this.exchange = exchange;
        this.links = links;
        this.mappings = mappings;
        this.rounds = rounds;
        this.work = work;
        this.clock = clock;
    }

    /** An object was told to be gone, for certain; answers whether ours changed. */
    public Exchange.Effect gone(MappingRun run, Link link) {
        if (link.mayBeDeletedByUs()) {
            return exchange.deleted(run, link);
        }
        var siblings = siblings(run);
        if (siblings.isEmpty()) {
            return exchange.gone(run, link);
        }
        links.save(link.leaving(clock.instant().plus(GRACE)));
        run.trace()
                .line(
                        link.key().entry(),
                        Step.DECISION,
                        Reason.DEFERRED,
                        "left its calendar, perhaps for another one");
        siblings.forEach(this::look);
        return Exchange.Effect.NOTHING;
    }

    /** We moved an object to where its entry is: the round of that calendar ties it. */
    public void moved(Link link, LinkedMapping to) {
        links.save(link.leaving(clock.instant().plus(SKEW).plus(GRACE)).echoing(true));
        look(to);
    }

    /** Whether an object that is here again was the same entry's in another calendar since. */
    boolean wasElsewhere(Link gone) {
        return gone.state() == Link.State.TOMBSTONE
                && links.of(gone.key().entry()).stream()
                        .filter(each -> !each.key().equals(gone.key()))
                        .filter(each -> each.object().equals(gone.object()))
                        .anyMatch(each -> each.state() != Link.State.TOMBSTONE);
    }

    /** Whether an object that left may have come to a calendar, unseen by its last round. */
    public boolean unseen(Link leaving, LinkedMapping there) {
        return !rounds.readSince(there.id(), leaving.leavesAt().orElseThrow().minus(GRACE));
    }

    /** Whether a mapping was read since then; has it read where it was not. */
    public boolean readSince(LinkedMapping mapping, Instant since) {
        var read = rounds.readSince(mapping.id(), since);
        if (!read) {
            look(mapping);
        }
        return read;
    }

    /** Makes a round of a mapping due; answers the number under which that is {@link #seen}. */
    public long look(LinkedMapping sibling) {
        var note = rounds.due(sibling.id());
        work.signal(
                new Unit(Unit.Kind.MAPPING, sibling.id().value()),
                sibling.connection(),
                Lane.INTERACTIVE);
        return note;
    }

    /** Whether a mapping was read since it was looked at under that number. */
    public boolean seen(LinkedMapping mapping, long note) {
        return rounds.answered(mapping.id(), note);
    }

    /**
     * Whether the account's other calendars were read since a creation was found without an answer;
     * has them read where they were not.
     */
    public boolean sought(MappingRun run, Link creating) {
        var others = siblings(run).stream().filter(LinkedMapping::runs).toList();
        if (creating.leavesAt().isPresent()) {
            var since = creating.leavesAt().get();
            return others.stream().allMatch(each -> rounds.readSince(each.id(), since));
        }
        if (!others.isEmpty()) {
            links.save(creating.soughtFrom(clock.instant()));
            others.forEach(this::look);
        }
        return others.isEmpty();
    }

    /**
     * What other calendars of the account had that are untied now, and what we moved out of them
     * ourselves right before: where it went, nobody settles there any more.
     */
    Map<String, List<Link>> leftBehind(List<LinkedMapping> untied, List<String> uids) {
        var found = links.ofUids(uids, untied.stream().map(LinkedMapping::id).toList());
        found.values().forEach(each -> each.removeIf(link -> !mayHaveLeft(link)));
        return found;
    }

    /** The links that such calendars have of an entry. */
    public List<Link> leftBehind(LinkedMapping mapping, EntryId entry) {
        var left = links.of(entry).stream().filter(Departures::mayHaveLeft).toList();
        if (left.isEmpty()) {
            return left;
        }
        var untied = untiedBeside(mapping).stream().map(LinkedMapping::id).toList();
        return left.stream().filter(link -> untied.contains(link.key().mapping())).toList();
    }

    private static boolean mayHaveLeft(Link link) {
        return link.movedByUs() || link.state() == Link.State.LIVE;
    }

    /** The mappings that other calendars of the account had and have no more. */
    List<LinkedMapping> untiedBeside(LinkedMapping mapping) {
        return mappings.everOf(mapping.connection()).stream()
                .filter(LinkedMapping::ended)
                .filter(each -> !each.terms().externalId().equals(mapping.terms().externalId()))
                .toList();
    }

    List<LinkedMapping> siblings(MappingRun run) {
        return mappings.of(run.mapping().connection()).stream()
                .filter(each -> !each.id().equals(run.mapping().id()))
                .toList();
    }

    /** Deletes what nobody has found elsewhere; answers how many of ours changed. */
    int settle(MappingRun run) {
        var leaving = links.of(run.mapping().id(), Link.State.LEAVING);
        if (leaving.isEmpty()) {
            return 0;
        }
        var siblings = siblings(run).stream().filter(LinkedMapping::runs).toList();
        var changed = 0;
        for (var link : leaving) {
            if (settled(link, siblings)) {
                changed += settle(run, link) == Exchange.Effect.NOTHING ? 0 : 1;
            }
        }
        return changed;
    }

    private boolean settled(Link link, List<LinkedMapping> siblings) {
        var now = clock.instant();
        var leavesAt = link.leavesAt().orElseThrow();
        if (leavesAt.isAfter(now)) {
            return false;
        }
        // what we moved ourselves is somewhere, so that it is waited for without an end
        return !link.movedByUs() && leavesAt.plus(PATIENCE).isBefore(now)
                || siblings.stream().noneMatch(each -> unseen(link, each));
    }

    /** It may have come back, so it is looked for once more. */
    private Exchange.Effect settle(MappingRun run, Link link) {
        try {
            return run.provider()
                    .fetch(run.calendar(), link.object().orElseThrow())
                    .map(object -> exchange.present(run, link, object))
                    .orElseGet(() -> link.movedByUs() ? lost(link) : exchange.gone(run, link));
        } catch (ProviderFailed failed) {
            return unknown(run, link, failed);
        }
    }

    /** Whether it has come back cannot be told now, so that it is asked again later. */
    private Exchange.Effect unknown(MappingRun run, Link link, ProviderFailed failed) {
        Unfetched.note(run, link, "left its calendar", failed);
        links.save(link.leaving(clock.instant().plus(PATIENCE)).echoing(link.echo()));
        return Exchange.Effect.NOTHING;
    }

    /** Nobody has deleted it here, so ours stays, and is created anew where it is. */
    private Exchange.Effect lost(Link link) {
        links.save(link.in(Link.State.TOMBSTONE));
        return Exchange.Effect.NOTHING;
    }

    /** When the next departed object is to be settled. */
    public Optional<Instant> next(MappingId mapping) {
        return links.of(mapping, Link.State.LEAVING).stream()
                .map(this::next)
                .min(Instant::compareTo);
    }

    private Instant next(Link link) {
        var now = clock.instant();
        var at = link.leavesAt().orElseThrow();
        return at.isAfter(now) ? at : now.plus(link.movedByUs() ? PATIENCE : OFTEN);
    }
}
