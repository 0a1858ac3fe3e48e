package almanac.sync.inbound;

import static java.util.stream.Collectors.groupingBy;

import almanac.connection.MappingId;
import almanac.connection.TraceLine.Reason;
import almanac.connection.TraceLine.Step;
import almanac.entry.EntryId;
import almanac.entry.OccurrenceKey;
import almanac.sync.exchange.Exchange;
import almanac.sync.exchange.MappingRun;
import almanac.sync.exchange.OurSide;
import almanac.sync.exchange.Welcome;
import almanac.sync.link.Link;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Links;
import almanac.sync.link.Mappings;
import almanac.sync.local.Held;
import almanac.sync.local.Run;
import almanac.sync.local.SyncIds;
import almanac.sync.provider.RemoteObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Objects that no link knows, or no longer: what of ours they are, or become. */
public final class Arrivals {

    private final Exchange exchange;
    private final Welcome welcome;
    private final OurSide ourSide;
    private final Links links;
    private final Mappings mappings;
    private final Departures departures;
    private final SyncIds ids;

    public Arrivals(
            Exchange exchange,
            Welcome welcome,
            OurSide ourSide,
            Links links,
            Mappings mappings,
            Departures departures,
            SyncIds ids) {
        this.exchange = exchange;
        this.welcome = welcome;
        this.ourSide = ourSide;
        this.links = links;
        this.mappings = mappings;
        this.departures = departures;
        this.ids = ids;
    }

    /** One page's arrivals: no two of them become the same thing. */
    final class Page {

        private final MappingRun run;
        private final Candidates candidates;
        private final Map<String, Link> gone;
        private final List<MappingId> before;
        private final Map<String, EntryId> named;
        private final Moves moves;
        private final Map<String, List<RemoteObject>> marked;
        private final Set<EntryId> claimed = new HashSet<>();
        private final Queue<Link> welcomed = new ConcurrentLinkedQueue<>();

        /**
         * @param gone the links of those of the objects that were here before, by object
         */
        Page(
                MappingRun run,
                Candidates candidates,
                Map<String, Link> gone,
                List<RemoteObject> arrivals) {
            this.run = run;
            this.candidates = candidates;
            this.gone = gone;
            this.before =
                    candidates.isNone()
                            ? List.of()
                            : mappings.before(run.mapping()).stream()
                                    .map(LinkedMapping::id)
                                    .toList();
            var uids = arrivals.stream().map(each -> each.content().uid()).distinct().toList();
            this.named = ids.entries(run.mapping().calendar(), uids);
            var others = new ArrayList<>(departures.siblings(run));
            var untied = departures.untiedBeside(run.mapping());
            var elsewhere = links.ofUids(uids, others.stream().map(LinkedMapping::id).toList());
            departures
                    .leftBehind(untied, uids)
                    .forEach((uid, left) ->
                            elsewhere.computeIfAbsent(uid, any -> new ArrayList<>()).addAll(left));
            others.addAll(untied);
            this.moves =
                    new Moves(
                            exchange, ourSide, links, run, others, elsewhere, candidates.isNone());
            this.marked =
                    arrivals.stream()
                            .filter(each -> each.operation().isPresent())
                            .collect(groupingBy(each -> each.operation().orElseThrow()));
            this.claimed.addAll(links.linked(run.mapping().id(), named.values()));
        }

        /** Decides what the object is, and says how to make it so. */
        Deed arrived(RemoteObject object) {
            var created =
                    object.operation()
                            .flatMap(mark -> links.ofOperation(run.mapping().id(), mark))
                            .filter(link -> link.state() == Link.State.CREATING)
                            .filter(link -> isOriginal(link, object));
            if (created.isPresent()) {
                claimed.add(created.get().key().entry());
                return () -> created(created.get(), object);
            }
            var moved = moves.of(object);
            if (moved.isPresent()) {
                return () -> moves.carryOut(moved.get(), object);
            }
            if (gone.containsKey(object.id())) {
                return adopting(gone.get(object.id()).key(), object);
            }
            var known = earlier(object).or(() -> candidates.take(object.content()));
            if (known.isPresent()) {
                return adopting(known.get(), object);
            }
            var name = named.get(object.content().uid());
            return name != null && claimed.add(name)
                    ? () -> welcome(key(name), object)
                    : adopting(key(ourSide.entryOf(run, object)), object);
        }

        private Exchange.Effect created(Link link, RemoteObject object) {
            run.trace()
                    .line(
                            link.key().entry(),
                            Step.FETCH,
                            Reason.ADOPTED,
                            "an attempt whose answer was lost had created it: version "
                                    + object.version());
            return exchange.created(run, link, object);
        }

        /**
         * A copy may bear the mark of what it is a copy of: then the UID tells, or who is first.
         */
        private boolean isOriginal(Link link, RemoteObject object) {
            var alike = marked.getOrDefault(link.operation(), List.of(object));
            return alike.stream()
                    .filter(each -> each.content().uid().equals(link.bases().local().uid()))
                    .findFirst()
                    .orElse(alike.getFirst())
                    .id()
                    .equals(object.id());
        }

        /** Keeps the links of what came to be since it was last called, whoever made it. */
        void keep() {
            var some = new ArrayList<Link>();
            for (var link = welcomed.poll(); link != null; link = welcomed.poll()) {
                some.add(link);
            }
            links.saveAll(some);
        }

        private Exchange.Effect welcome(Link.Key key, RemoteObject object) {
            var link = welcome.entry(run, key, object);
            if (link.isEmpty()) {
                return exchange.adopt(run, key(byName(key.entry(), object)), object);
            }
            welcomed.add(link.get());
            return Exchange.Effect.CREATED;
        }

        private Deed adopting(Link.Key key, RemoteObject object) {
            claimed.add(key.entry());
            return () -> exchange.adopt(run, key, object);
        }

        /** What an earlier mapping of the same calendars knew it for. */
        private Optional<Link.Key> earlier(RemoteObject object) {
            return before.stream()
                    .flatMap(mapping -> links.ofObject(mapping, object.id()).stream())
                    .map(Link::key)
                    .filter(old -> ourSide.entry(old.entry()).on(run.mapping().calendar()))
                    .filter(old -> claimed.add(old.entry()))
                    .map(old -> new Link.Key(run.mapping().id(), old.entry(), old.part()))
                    .findFirst();
        }

        private Link.Key key(EntryId entry) {
            return new Link.Key(run.mapping().id(), entry, OccurrenceKey.FIRST);
        }

        /** The entry of its UID, unless that is elsewhere and has nothing to do with it. */
        private EntryId byName(EntryId named, RemoteObject object) {
            var held = ourSide.entry(named);
            return held.live().isEmpty()
                            || held.on(run.mapping().calendar())
                            || isMadeOfIt(named, held)
                    ? named
                    : ourSide.entryOf(run, object);
        }

        /** A run made it of the object and died before it noted that, and a person moved it. */
        private boolean isMadeOfIt(EntryId named, Held held) {
            return held.creation()
                    .map(Run::mapping)
                    .filter(maker -> maker.equals(run.mapping().id()) || before.contains(maker))
                    .filter(maker -> links.of(maker, named).isEmpty())
                    .isPresent();
        }
    }

    /** What is to be done about one object. */
    interface Deed {
        Exchange.Effect carryOut();
    }
}
