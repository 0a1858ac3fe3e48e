package almanac.sync.inbound;

import almanac.connection.TraceLine.Reason;
import almanac.connection.TraceLine.Step;
import almanac.sync.exchange.Exchange;
import almanac.sync.exchange.Exchange.Effect;
import almanac.sync.exchange.MappingRun;
import almanac.sync.exchange.Unreadables;
import almanac.sync.inbound.Arrivals.Deed;
import almanac.sync.link.Link;
import almanac.sync.link.Links;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.RemoteChange;
import almanac.sync.provider.RemoteObject;
import almanac.sync.work.Step.Grip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Applies pages of changes; a page that was applied in part is applied again without harm. */
public final class Pages {

    private final Exchange exchange;
    private final Arrivals arrivals;
    private final Departures departures;
    private final Links links;
    private final Unreadables unreadables;
    private final Abreast abreast;

    public Pages(
            Exchange exchange,
            Arrivals arrivals,
            Departures departures,
            Links links,
            Unreadables unreadables,
            Abreast abreast) {
        this.exchange = exchange;
        this.arrivals = arrivals;
        this.departures = departures;
        this.links = links;
        this.unreadables = unreadables;
        this.abreast = abreast;
    }

    /** Gets something ready while a page is applied. */
    <T> Ahead<T> ahead(Supplier<T> work) {
        return abreast.width() > 1 ? Ahead.begun(work) : Ahead.onDemand(work);
    }

    /** At what could not be read, where somebody asked for it. */
    void lookAgain(MappingRun run, Grip grip) {
        var asked = unreadables.retried(run.mapping().id());
        if (!asked.isEmpty()) {
            apply(
                    run,
                    grip,
                    Candidates.none(),
                    asked.stream().<RemoteChange>map(RemoteChange.Touched::new).toList());
        }
    }

    Round.Tally apply(
            MappingRun run, Grip grip, Candidates candidates, List<RemoteChange> changes) {
        var latest = new LinkedHashMap<String, RemoteChange>();
        changes.forEach(change -> latest.put(change.object(), change));
        var page = new Page(run, links.ofObjects(run.mapping().id(), latest.keySet()));
        latest.values().forEach(page::sort);
        var effects = page.carryOut(candidates, grip);
        page.tell();
        unreadables.forget(run.mapping().id(), page.readable(latest.keySet()));
        var tally =
                new Round.Tally(
                        latest.size(),
                        (int) effects.stream().filter(Effect.CREATED::equals).count(),
                        (int) effects.stream().filter(Effect.UPDATED::equals).count());
        run.trace().read(tally.done(), tally.imported() + tally.updated());
        return tally;
    }

    /** Sorts the changes of one page by what is known of their objects. */
    private final class Page {

        private final MappingRun run;
        private final Map<String, Link> known;
        private final List<Deed> deeds = new ArrayList<>();
        private final List<RemoteObject> arriving = new ArrayList<>();
        private final Set<String> unread = new HashSet<>();
        private final Map<String, List<String>> notes = new HashMap<>();

        Page(MappingRun run, Map<String, Link> known) {
            this.run = run;
            this.known = known;
        }

        List<Effect> carryOut(Candidates candidates, Grip grip) {
            if (arriving.isEmpty()) {
                return abreast.all(deeds, grip, () -> {});
            }
            var decided = arrivals.new Page(run, candidates, known, arriving);
            arriving.forEach(object -> deeds.add(decided.arrived(object)));
            return abreast.all(deeds, grip, decided::keep);
        }

        void sort(RemoteChange change) {
            switch (change) {
                case RemoteChange.Present(var now, var said) -> {
                    note(now, said);
                    present(now);
                }
                case RemoteChange.Touched(var object) ->
                        fetched(object, this::present, () -> gone(object));
                case RemoteChange.Removed(var object, var certain) -> removed(object, certain);
                case RemoteChange.Unreadable(var object, var reason) -> unread(object, reason);
            }
        }

        /** Of what is new to us. */
        private void note(RemoteObject now, List<String> said) {
            var link = Optional.ofNullable(known.get(now.id()));
            var version = link.flatMap(Link::remote).map(RemoteObject::version);
            if (!said.isEmpty() && !version.equals(Optional.of(now.version()))) {
                notes.put(now.id(), said);
            }
        }

        /** Tells the notes; what they are about has its entry now, if it got any. */
        void tell() {
            links.ofObjects(run.mapping().id(), notes.keySet())
                    .forEach((object, link) ->
                            notes.getOrDefault(object, List.of())
                                    .forEach(note -> line(link, Reason.APPLIED, note)));
        }

        private void unread(String object, String reason) {
            unread.add(object);
            unreadables.note(run.mapping().id(), object, reason);
            line(object, Reason.UNSUPPORTED, "cannot be read: " + reason);
        }

        /** Those of these that are not among what could not be read. */
        List<String> readable(Set<String> objects) {
            return objects.stream().filter(each -> !unread.contains(each)).toList();
        }

        /** What is there and cannot be read stops nobody. */
        private void fetched(String object, Consumer<RemoteObject> there, Runnable gone) {
            Optional<RemoteObject> now;
            try {
                now = run.provider().fetch(run.calendar(), object);
            } catch (ProviderFailed failed) {
                if (!failed.failure().isOfTheObject()) {
                    throw failed;
                }
                unread(object, failed.failure().detail());
                return;
            }
            now.ifPresentOrElse(there, gone);
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
                    if (departures.wasElsewhere(link)) {
                        arriving.add(now);
                    } else {
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

        /**
         * Late news of what is gone, or somebody has brought it back. The version does not tell
         * which: many CalDAV servers make it of the content, so that what is put back as it was has
         * the one that it had.
         */
        private void back(Link link) {
            fetched(
                    link.object().orElseThrow(),
                    now -> deeds.add(() -> exchange.adopt(run, link.key(), now)),
                    () -> {});
        }

        private void removed(String object, boolean certain) {
            var link = known.get(object);
            if (link == null || link.state() != Link.State.LIVE) {
                return;
            }
            if (certain) {
                gone(object);
            } else {
                fetched(object, this::stillThere, () -> gone(object));
            }
        }

        private void stillThere(RemoteObject now) {
            line(now.id(), Reason.OUTSIDE_WINDOW, "is still there");
            present(now);
        }

        private void gone(String object) {
            var link = known.get(object);
            if (link != null && link.state() == Link.State.LIVE) {
                deeds.add(() -> departures.gone(run, link));
            }
        }

        private void line(String object, Reason reason, String detail) {
            Optional.ofNullable(known.get(object)).ifPresent(link -> line(link, reason, detail));
        }

        private void line(Link link, Reason reason, String detail) {
            run.trace().line(link.key().entry(), Step.FETCH, reason, detail);
        }
    }
}
