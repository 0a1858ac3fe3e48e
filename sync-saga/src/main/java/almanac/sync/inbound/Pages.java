package almanac.sync.inbound;

import almanac.connection.TraceLine.Reason;
import almanac.connection.TraceLine.Step;
import almanac.sync.exchange.Exchange;
import almanac.sync.exchange.Exchange.Effect;
import almanac.sync.exchange.MappingRun;
import almanac.sync.inbound.Arrivals.Deed;
import almanac.sync.link.Link;
import almanac.sync.link.Links;
import almanac.sync.provider.RemoteChange;
import almanac.sync.provider.RemoteObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Applies pages of changes; a page that was applied in part is applied again without harm. */
public final class Pages {

    private final Exchange exchange;
    private final Arrivals arrivals;
    private final Departures departures;
    private final Links links;
    private final Abreast abreast;

    public Pages(
            Exchange exchange,
            Arrivals arrivals,
            Departures departures,
            Links links,
            Abreast abreast) {
        this.exchange = exchange;
        this.arrivals = arrivals;
        this.departures = departures;
        this.links = links;
        this.abreast = abreast;
    }

    /** Gets something ready while a page is applied. */
    <T> Ahead<T> ahead(Supplier<T> work) {
        return abreast.width() > 1 ? Ahead.begun(work) : Ahead.onDemand(work);
    }

    Round.Tally apply(MappingRun run, Candidates candidates, List<RemoteChange> changes) {
        var latest = new LinkedHashMap<String, RemoteChange>();
        changes.forEach(change -> latest.put(change.object(), change));
        var page = new Page(run, links.ofObjects(run.mapping().id(), latest.keySet()));
        latest.values().forEach(page::sort);
        var effects = page.carryOut(candidates);
        return new Round.Tally(
                latest.size(),
                (int) effects.stream().filter(Effect.CREATED::equals).count(),
                (int) effects.stream().filter(Effect.UPDATED::equals).count());
    }

    /** Sorts the changes of one page by what is known of their objects. */
    private final class Page {

        private final MappingRun run;
        private final Map<String, Link> known;
        private final List<Deed> deeds = new ArrayList<>();
        private final List<RemoteObject> arriving = new ArrayList<>();

        Page(MappingRun run, Map<String, Link> known) {
            this.run = run;
            this.known = known;
        }

        List<Effect> carryOut(Candidates candidates) {
            if (arriving.isEmpty()) {
                return abreast.all(deeds);
            }
            var decided = arrivals.new Page(run, candidates, arriving);
            arriving.forEach(object -> deeds.add(decided.arrived(object)));
            var effects = abreast.all(deeds);
            decided.keep();
            return effects;
        }

        void sort(RemoteChange change) {
            switch (change) {
                case RemoteChange.Present(var now) -> present(now);
                case RemoteChange.Touched(var object) -> {
                    var now = fetch(object);
                    now.ifPresentOrElse(this::present, () -> gone(object));
                }
                case RemoteChange.Removed(var object, var certain) -> removed(object, certain);
                case RemoteChange.Unreadable(var object, var reason) ->
                        line(object, Reason.UNSUPPORTED, "cannot be read: " + reason);
            }
        }

        private Optional<RemoteObject> fetch(String object) {
            return run.provider().fetch(run.calendar(), object);
        }

        private void present(RemoteObject now) {
            var link = known.get(now.id());
            if (link == null) {
                arriving.add(now);
                return;
            }
            var same = link.remote().map(RemoteObject::version).equals(Optional.of(now.version()));
            switch (link.state()) {
                case LIVE, CREATING -> {
                    if (same) {
                        echo(link);
                    } else {
                        deeds.add(() -> exchange.present(run, link, now));
                    }
                }
                case LEAVING -> deeds.add(() -> exchange.present(run, link, now));
                case TOMBSTONE, DETACHED -> {
                    if (!same) {
                        back(link);
                    }
                }
            }
        }

        private void echo(Link link) {
            if (link.echo()) {
                links.save(link.echoing(false));
                run.trace().line(link.key().entry(), Step.FETCH, Reason.ECHO, "our own write");
            }
        }

        /** Late news of what is gone, or somebody has brought it back. */
        private void back(Link link) {
            fetch(link.object().orElseThrow())
                    .ifPresent(now -> deeds.add(() -> exchange.adopt(run, link.key(), now)));
        }

        private void removed(String object, boolean certain) {
            var link = known.get(object);
            if (link == null || link.state() != Link.State.LIVE) {
                return;
            }
            var now = certain ? Optional.<RemoteObject>empty() : fetch(object);
            if (now.isEmpty()) {
                gone(object);
            } else {
                line(object, Reason.OUTSIDE_WINDOW, "is still there");
                present(now.get());
            }
        }

        private void gone(String object) {
            var link = known.get(object);
            if (link != null && link.state() == Link.State.LIVE) {
                deeds.add(() -> departures.gone(run, link));
            }
        }

        private void line(String object, Reason reason, String detail) {
            var link = known.get(object);
            if (link != null) {
                run.trace().line(link.key().entry(), Step.FETCH, reason, detail);
            }
        }
    }
}
