package almanac.sync.outbound;

import almanac.connection.TraceLine.Reason;
import almanac.connection.TraceLine.Step;
import almanac.sync.exchange.Gate;
import almanac.sync.exchange.MappingRun;
import almanac.sync.inbound.Departures;
import almanac.sync.link.Link;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Links;
import almanac.sync.link.Mappings;
import almanac.sync.local.Held;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject.Standing;
import java.util.Optional;

/**
 * Moves an object to the calendar to which its entry was moved. What we do not model, such as who
 * may see it, is with the object alone, and would be lost with it.
 */
final class Relocation {

    private final Links links;
    private final Mappings mappings;
    private final Departures departures;

    Relocation(Links links, Mappings mappings, Departures departures) {
        this.links = links;
        this.mappings = mappings;
        this.departures = departures;
    }

    private record Target(LinkedMapping mapping, RemoteCalendar calendar) {}

    /** False where it has to be deleted here, and created where its entry is. */
    boolean carriedOut(MappingRun run, Link link, Held held) {
        var target = movable(run, link, held) ? target(run, link, held) : Optional.<Target>empty();
        if (target.isEmpty() || !moved(run, link, target.get())) {
            return false;
        }
        departures.moved(link, target.get().mapping());
        return true;
    }

    private static boolean movable(MappingRun run, Link link, Held held) {
        return run.provider().traits().moves()
                && link.remote().orElseThrow().standing() == Standing.OURS
                && held.part(link.key().part()).isPresent()
                && !held.on(run.mapping().calendar());
    }

    private Optional<Target> target(MappingRun run, Link link, Held held) {
        return mappings.of(run.mapping().connection()).stream()
                .filter(each -> each.runs() && each.linked() && each.terms().bidirectional())
                .filter(each -> held.on(each.calendar()) && untied(each, link))
                .flatMap(each ->
                        run.account().calendar(each.terms().externalId()).stream()
                                .map(Gate::remote)
                                .filter(calendar -> calendar.rights().write())
                                .map(calendar -> new Target(each, calendar)))
                .findFirst();
    }

    /**
     * Who waited for it in vain may have created another, and under its own name it may have been
     * something else's there.
     */
    private boolean untied(LinkedMapping there, Link link) {
        var key = new Link.Key(there.id(), link.key().entry(), link.key().part());
        return links.find(key).filter(other -> other.state() != Link.State.TOMBSTONE).isEmpty()
                && links.ofObject(there.id(), link.object().orElseThrow())
                        .filter(other -> !other.key().equals(key))
                        .isEmpty();
    }

    /** What is gone from here already, an attempt whose answer was lost may have moved. */
    private static boolean moved(MappingRun run, Link link, Target target) {
        try {
            run.provider().move(run.calendar(), link.remote().orElseThrow(), target.calendar());
            line(run, link, "moved to the calendar " + target.calendar().id());
            return true;
        } catch (ProviderFailed failed) {
            return switch (failed.failure()) {
                case ProviderFailure.Gone gone -> true;
                case ProviderFailure.Forbidden(var detail) -> cannot(run, link, detail);
                case ProviderFailure.Refused(var detail) -> cannot(run, link, detail);
                case ProviderFailure.Unsupported(var detail) -> cannot(run, link, detail);
                case ProviderFailure.Changed(var detail) -> cannot(run, link, detail);
                case ProviderFailure.Throttled throttled -> throw failed;
                case ProviderFailure.Unreachable unreachable -> throw failed;
                case ProviderFailure.Reauthorize dead -> throw failed;
                case ProviderFailure.CalendarGone calendar -> throw failed;
                case ProviderFailure.CursorExpired expired -> throw failed;
            };
        }
    }

    private static boolean cannot(MappingRun run, Link link, String why) {
        line(run, link, "cannot be moved, so another is created: " + why);
        return false;
    }

    private static void line(MappingRun run, Link link, String detail) {
        run.trace().line(link.key().entry(), Step.PUSH, Reason.PUSHED, detail);
    }
}
