package almanac.sync.inbound;

import static java.util.stream.Collectors.toSet;

import almanac.connection.TraceLine.Reason;
import almanac.connection.TraceLine.Step;
import almanac.entry.EntryId;
import almanac.entry.OccurrenceKey;
import almanac.sync.exchange.MappingRun;
import almanac.sync.exchange.OurSide;
import almanac.sync.exchange.Unreadables;
import almanac.sync.link.Links;
import almanac.sync.local.Held;
import almanac.sync.local.Reads;
import almanac.sync.work.Step.Grip;
import java.util.Set;

/**
 * What a run made of an object before it died without noting of which. Where the object is still
 * there, the round that goes on finds it again and ties it. What is left had its object removed by
 * a person meanwhile, and goes like any that is removed there, unless somebody has touched it here.
 */
public final class Untied {

    private final OurSide ourSide;
    private final OnlyHere onlyHere;
    private final Links links;
    private final Rounds rounds;
    private final Unreadables unreadables;

    public Untied(
            OurSide ourSide, Links links, Reads reads, Rounds rounds, Unreadables unreadables) {
        this.ourSide = ourSide;
        this.onlyHere = new OnlyHere(links, reads);
        this.links = links;
        this.rounds = rounds;
        this.unreadables = unreadables;
    }

    /**
     * Removes it, once a round has read the whole calendar; has that done where there may be some.
     *
     * @param since the fence of the first run that died
     * @return of what it is not known yet; what cannot be read may be what it was made of
     */
    Set<EntryId> decide(MappingRun run, Grip grip, Round.Kind covered, long since) {
        var mapping = run.mapping().id();
        var left =
                onlyHere.of(run)
                        .peek(entry -> grip.keep())
                        .filter(entry -> isLeft(run, entry, since))
                        .collect(toSet());
        if (left.isEmpty() || unreadables.countIn(mapping) > 0) {
            return left;
        }
        if (covered == Round.Kind.DELTA) {
            rounds.wish(mapping, true);
            return left;
        }
        left.forEach(entry -> remove(run, entry));
        return Set.of();
    }

    /** What had a link once has its own story. */
    private boolean isLeft(MappingRun run, EntryId entry, long since) {
        return links.of(run.mapping().id(), entry).isEmpty()
                && isOfTheDead(run, ourSide.entry(entry), since);
    }

    private static boolean isOfTheDead(MappingRun run, Held held, long since) {
        return held.run().equals(held.creation())
                && held.partsOn(run.mapping().calendar()).size() == 1
                && held.creation()
                        .filter(maker -> maker.mapping().equals(run.mapping().id()))
                        .filter(maker -> !maker.equals(run.run()))
                        .filter(maker -> maker.fence().orElse(-1) >= since)
                        .isPresent();
    }

    private void remove(MappingRun run, EntryId entry) {
        var held = ourSide.entry(entry);
        if (ourSide.deletePart(run, entry, OccurrenceKey.FIRST, held) == OurSide.Result.DONE) {
            run.trace()
                    .line(
                            entry,
                            Step.DECISION,
                            Reason.APPLIED,
                            "its object was removed before it was noted which it was");
        }
    }
}
