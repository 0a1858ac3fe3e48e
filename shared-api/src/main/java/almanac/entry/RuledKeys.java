package almanac.entry;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the rules of a series say of many keys, each rule asked once for all that it rules. */
final class RuledKeys {

    private RuledKeys() {}

    static Map<OccurrenceKey, Occurrence> of(Series series, Collection<OccurrenceKey> keys) {
        var sorted = new TreeSet<>(keys);
        var ruled = new TreeMap<OccurrenceKey, Occurrence>();
        for (var segment : series.segments()) {
            var end = series.endOf(segment);
            var starts =
                    sorted.tailSet(segment.from()).stream()
                            .takeWhile(key -> end.map(e -> key.compareTo(e) < 0).orElse(true))
                            .map(key -> segment.startOf(key, series.numbering()))
                            .toList();
            for (var start : given(segment, starts)) {
                var key = segment.keyOf(start, series.numbering());
                ruled.put(
                        key,
                        new Occurrence(
                                series.entry(),
                                Optional.of(key),
                                segment.details(),
                                segment.at(start),
                                start,
                                false));
            }
        }
        return ruled;
    }

    private static Collection<LocalDateTime> given(Segment segment, List<LocalDateTime> starts) {
        return segment.gone() ? List.of() : segment.starts().startsAmong(starts);
    }
}
