package almanac.query.history;

import almanac.calendar.CalendarId;
import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.history.FieldChange;
import almanac.history.HistoryItem;
import almanac.history.PartChange;
import almanac.message.Actor;
import almanac.message.FactNames;
import almanac.query.past.FactLog;
import almanac.query.past.Fold;
import almanac.query.past.Recorded;
import almanac.query.user.Users;
import almanac.user.UserSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Tells facts as people read them: each stream is folded once, as far as it is told. */
final class Telling {

    private final FactLog facts;
    private final HistoryLog log;
    private final List<Fold<?, ?>> folds;
    private final Users users;
    private final Words words;

    /** A fact with what it changed. */
    private record Told(
            Recorded recorded, Map<String, FieldChange> changes, List<PartChange> parts) {}

    Telling(FactLog facts, HistoryLog log, List<Fold<?, ?>> folds, Users users, Words words) {
        this.facts = facts;
        this.log = log;
        this.folds = List.copyOf(folds);
        this.users = users;
        this.words = words;
    }

    /**
     * These facts, in their order.
     *
     * @param readable the calendars that the reader may read
     */
    List<HistoryItem> of(List<HistoryLog.Line> lines, Predicate<CalendarId> readable) {
        var byStream =
                lines.stream()
                        .collect(
                                Collectors.groupingBy(
                                        HistoryLog.Line::stream,
                                        Collectors.mapping(
                                                HistoryLog.Line::position, Collectors.toSet())));
        var told = new HashMap<Long, Told>();
        byStream.forEach((stream, positions) -> tell(stream, positions, readable, told));
        var people = people(told);
        var numbers = new Numbers(facts);
        var items = new ArrayList<HistoryItem>(lines.size());
        for (var line : lines) {
            Optional.ofNullable(told.get(line.position()))
                    .ifPresent(each -> items.add(item(each, people, numbers)));
        }
        return items;
    }

    private void tell(
            String stream,
            Set<Long> positions,
            Predicate<CalendarId> readable,
            Map<Long, Told> told) {
        var waiting = new HashSet<>(positions);
        var entry = EntryState.initial();
        var came = Optional.<Came>empty();
        Optional<StateFields<?, ?>> others = Optional.empty();
        var all = facts.of(stream).iterator();
        while (all.hasNext() && !waiting.isEmpty()) {
            var recorded = all.next();
            var wanted = waiting.remove(recorded.position());
            if (recorded.fact() instanceof EntryFact fact) {
                var after = entry.evolve(fact);
                if (wanted) {
                    var hidden = came.filter(it -> it.hides(recorded, readable)).isPresent();
                    var before = hidden ? EntryState.initial() : entry;
                    told.put(recorded.position(), told(recorded, fact, before, after));
                }
                came = Came.after(came, recorded);
                entry = after;
            } else {
                others = others.or(() -> fields(recorded.fact()));
                var step = others.map(fields -> fields.add(recorded, wanted));
                if (wanted) {
                    var changes = step.map(it -> Fields.changes(it.before(), it.after()));
                    told.put(
                            recorded.position(),
                            new Told(recorded, changes.orElse(Map.of()), List.of()));
                }
            }
        }
    }

    private static Told told(
            Recorded recorded, EntryFact fact, EntryState before, EntryState after) {
        var part = EntryFields.part(fact);
        return new Told(
                recorded,
                Fields.changes(EntryFields.of(before, part), EntryFields.of(after, part)),
                ChangedParts.of(before, after).stream()
                        .filter(each -> !EntryFields.told(part, each))
                        .toList());
    }

    private Optional<StateFields<?, ?>> fields(Object fact) {
        return folds.stream()
                .filter(fold -> fold.type().isInstance(fact))
                .findFirst()
                .map(fold -> new StateFields<>(fold, words));
    }

    private Map<Long, UserSummary> people(Map<Long, Told> told) {
        var ids =
                told.values().stream()
                        .flatMap(each -> Actor.from(each.recorded().metaData()).stream())
                        .map(Actor::user)
                        .toList();
        return users.summaries(ids).values().stream()
                .collect(Collectors.toMap(it -> it.id().value(), it -> it));
    }

    private HistoryItem item(Told told, Map<Long, UserSummary> people, Numbers numbers) {
        var recorded = told.recorded();
        var actor = Actor.from(recorded.metaData());
        return new HistoryItem(
                recorded.position(),
                recorded.stream(),
                recorded.sequence(),
                FactNames.of(recorded.fact()),
                recorded.at(),
                actor,
                actor.flatMap(who -> Optional.ofNullable(people.get(who.user().value()))),
                numbers.of(recorded.fact()),
                told.changes(),
                told.parts(),
                why(recorded));
    }

    /** What comes straight of the request that began it all has no earlier fact to thank for. */
    private HistoryItem.Why why(Recorded recorded) {
        var trace = meta(recorded, Noted.TRACE);
        var caused = !trace.equals(meta(recorded, Noted.CORRELATION));
        return new HistoryItem.Why(
                meta(recorded, Actor.REQUEST_KEY),
                meta(recorded, Noted.RUN),
                trace.filter(it -> caused)
                        .map(it -> log.causes(it, recorded.position()))
                        .orElse(List.of()));
    }

    private static Optional<String> meta(Recorded recorded, String name) {
        return Optional.ofNullable(recorded.metaData().get(name)).map(Object::toString);
    }
}
