package almanac.sync.exchange;

import almanac.connection.TraceLine.Reason;
import almanac.connection.TraceLine.Step;
import almanac.entry.EntryPart;
import almanac.entry.ImportedEntry;
import almanac.entry.OccurrenceKey;
import almanac.entry.Series;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.sync.link.Link;
import almanac.sync.link.Links;
import almanac.sync.local.Held;
import almanac.sync.provider.RemoteObject;
import almanac.sync.reconcile.Plan;
import almanac.sync.reconcile.Reconciler;
import almanac.sync.reconcile.Sides;
import almanac.sync.reconcile.Split;
import almanac.sync.reconcile.Terms;
import almanac.sync.reconcile.Untimed;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Parts that ours has split off an object, and of which the provider has none yet. What a person
 * did to the object meanwhile was done to them too.
 */
final class SplitOff {

    private static final int ATTEMPTS = 6;
    private static final LocalDateTime BEGINNING = LocalDateTime.of(0, 1, 1, 0, 0);

    private final OurSide ourSide;
    private final Links links;

    SplitOff(OurSide ourSide, Links links) {
        this.ourSide = ourSide;
        this.links = links;
    }

    /**
     * A linked part and those split off it.
     *
     * @param first the sides of the part that goes on being the object
     * @param later those of the others
     */
    record Parted(Split whole, Sides first, Map<OccurrenceKey, Sides> later) {}

    /** Empty where nothing was split off since both agreed. */
    Optional<Parted> of(MappingRun run, Held held, Link.Key key, Sides whole) {
        if (!(held.state() instanceof Series series)
                || series.segments().size() < 2
                || !held.on(run.mapping().calendar())) {
            return Optional.empty();
        }
        var parts =
                EntryPart.of(series).stream()
                        .dropWhile(part -> !part.from().equals(key.part()))
                        .toList();
        return parts.size() < 2
                ? Optional.empty()
                : Split.of(whole).flatMap(split -> parted(split, series, parts, key));
    }

    private Optional<Parted> parted(
            Split split, Series series, List<EntryPart> parts, Link.Key key) {
        var segment = series.segmentAt(key.part()).orElseThrow();
        var starts = new ArrayList<LocalDateTime>();
        starts.add(BEGINNING);
        parts.stream()
                .skip(1)
                .forEach(part -> starts.add(segment.startOf(part.from(), series.numbering())));
        starts.add(LocalDateTime.MAX);
        var tied =
                links.of(key.mapping(), key.entry()).stream()
                        .filter(link -> link.object().isPresent())
                        .map(link -> link.key().part())
                        .collect(Collectors.toSet());
        var later = new LinkedHashMap<OccurrenceKey, Sides>();
        for (var i = 1; i < parts.size() && !tied.contains(parts.get(i).from()); i++) {
            var part = parts.get(i);
            split.part(part.content(), starts.get(i), starts.get(i + 1))
                    .ifPresent(sides -> later.put(part.from(), sides));
        }
        return later.isEmpty()
                ? Optional.empty()
                : split.part(parts.getFirst().content(), starts.get(0), starts.get(1))
                        .filter(first -> first.remote().isPresent())
                        .map(first -> new Parted(split, first, later));
    }

    /**
     * Takes to each part that was split off what the provider's side says of its days.
     *
     * @return whether any was changed, so that the entry has to be read again
     */
    boolean follow(MappingRun run, Link link, RemoteObject now, Parted parted) {
        var changed = false;
        for (var part : parted.later().keySet()) {
            changed = follow(run, link, now, part) || changed;
        }
        return changed;
    }

    private boolean follow(MappingRun run, Link link, RemoteObject now, OccurrenceKey part) {
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var held = ourSide.entry(link.key().entry());
            var whole =
                    Sides.linked(
                            link.bases(), held.part(link.key().part()), Optional.of(now.content()));
            var sides =
                    of(run, held, link.key(), whole)
                            .flatMap(parted -> Optional.ofNullable(parted.later().get(part)));
            if (sides.isEmpty()) {
                return attempt > 1;
            }
            var key = new Link.Key(link.key().mapping(), link.key().entry(), part);
            var terms = TermsOf.run(run, held, Optional.of(now));
            var version = link.remote().map(RemoteObject::version).orElse("");
            var result = written(run, key, version, held, sides.get(), terms);
            if (result.isPresent()) {
                return result.get();
            }
        }
        throw new IllegalStateException("someone keeps changing " + link.key().entry());
    }

    /** Whether it was changed; empty when somebody was faster. */
    private Optional<Boolean> written(
            MappingRun run, Link.Key key, String version, Held held, Sides sides, Terms terms) {
        var plan = Reconciler.plan(sides, terms);
        ourSide.disputes(run, key, version, plan.disputes());
        if (plan.local() instanceof Plan.Stays) {
            return Optional.of(false);
        }
        try {
            var result =
                    plan.local() instanceof Plan.Becomes(ImportedEntry content)
                            ? ourSide.merge(run, key.entry(), key.part(), content, held)
                            : ourSide.deletePart(run, key.entry(), key.part(), held);
            if (result == OurSide.Result.STALE) {
                return Optional.empty();
            }
            run.trace().line(key.entry(), Step.DECISION, plan.reason(), Wordings.of(plan));
            return Optional.of(true);
        } catch (Rejected refused) {
            if (refused.rejection() instanceof Rejection.NotPermitted) {
                throw refused;
            }
            var why = refused.rejection().message();
            run.trace().line(key.entry(), Step.DECISION, Reason.UNSUPPORTED, why);
            var untimed = Untimed.of(sides);
            if (untimed.isEmpty()) {
                return Optional.of(false);
            }
            ourSide.disputes(run, key, version, List.of(untimed.get().dispute()));
            return written(run, key, version, held, untimed.get().sides(), terms);
        }
    }
}
