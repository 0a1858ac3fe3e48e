package almanac.sync.reconcile;

import almanac.connection.Disagreement;
import almanac.connection.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects disagreements by whose values stand. */
final class Disputes {

    private final Map<Side, List<Disagreement>> fields = new EnumMap<>(Side.class);

    void add(Side standing, Disagreement disagreement) {
        fields.computeIfAbsent(standing, side -> new ArrayList<>()).add(disagreement);
    }

    List<Dispute> all() {
        return fields.entrySet().stream()
                .map(each -> new Dispute(each.getKey(), each.getValue()))
                .toList();
    }
}
