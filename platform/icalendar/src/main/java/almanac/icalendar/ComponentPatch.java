package almanac.icalendar;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts one component's changes into its lines and leaves all other lines as they stand. */
record ComponentPatch(Instant stamp) {

    /**
     * @param standing the lines to change
     * @param now how we would write what they say
     * @param wanted how we would write what they shall say
     * @return the lines as they were where nothing differs
     */
    List<String> patched(List<String> standing, List<String> now, List<String> wanted) {
        var before = Unit.byTopic(Unit.of(now));
        var after = Unit.byTopic(Unit.of(wanted));
        var changed = changed(before, after);
        return changed.isEmpty() ? standing : lines(replaced(Unit.of(standing), changed, after));
    }

    private static Set<String> changed(
            Map<String, List<Unit>> before, Map<String, List<Unit>> after) {
        var topics = new HashSet<>(before.keySet());
        topics.addAll(after.keySet());
        topics.remove(Unit.STAMP);
        topics.removeIf(topic ->
                Optional.ofNullable(before.get(topic))
                        .equals(Optional.ofNullable(after.get(topic))));
        return topics;
    }

    private List<Unit> replaced(
            List<Unit> standing, Set<String> changed, Map<String, List<Unit>> after) {
        var result = new ArrayList<Unit>();
        var written = new HashSet<String>();
        for (var unit : standing) {
            if (unit.stamp()) {
                stamps(unit, written).ifPresent(result::add);
            } else if (!changed.contains(unit.topic())) {
                result.add(unit);
            } else if (written.add(unit.topic())) {
                result.addAll(after.getOrDefault(unit.topic(), List.of()));
            }
        }
        after.forEach((topic, units) -> {
            if (changed.contains(topic) && written.add(topic)) {
                units.forEach(unit -> result.add(place(result, unit), unit));
            }
        });
        return result;
    }

    /** Properties come before components (RFC 5545 3.6.1). */
    private static int place(List<Unit> units, Unit added) {
        var place = units.size();
        while (!added.nested() && place > 0 && units.get(place - 1).nested()) {
            place--;
        }
        return place;
    }

    /** Each kind of stamp once: some servers say one twice. */
    private Optional<Unit> stamps(Unit unit, Set<String> written) {
        var line = unit.lines().getFirst();
        var name = line.substring(0, Math.max(0, line.indexOf(':'))).strip();
        var time = Moment.TIME.format(stamp.atOffset(ZoneOffset.UTC)) + "Z";
        return written.add("stamp " + name)
                ? Optional.of(new Unit(Unit.STAMP, List.of(name + ":" + time)))
                : Optional.empty();
    }

    private static List<String> lines(List<Unit> units) {
        return units.stream().flatMap(unit -> unit.lines().stream()).toList();
    }
}
