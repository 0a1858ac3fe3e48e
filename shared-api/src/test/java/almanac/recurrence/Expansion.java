package almanac.recurrence;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Short ways to expand in tests. */
final class Expansion {

    private Expansion() {}

    static RuleSet set(String start, String rule) {
        return RuleSet.of(LocalDateTime.parse(start), ZoneOffset.UTC, Rule.parse(rule));
    }

    static List<LocalDateTime> first(int count, RuleSet set) {
        return take(count, set.startsFrom(LocalDateTime.MIN));
    }

    static List<LocalDateTime> take(int count, Iterator<LocalDateTime> starts) {
        var taken = new ArrayList<LocalDateTime>();
        while (taken.size() < count && starts.hasNext()) {
            taken.add(starts.next());
        }
        return taken;
    }
}
