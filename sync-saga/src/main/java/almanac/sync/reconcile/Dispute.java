package almanac.sync.reconcile;

import almanac.connection.Disagreement;
import almanac.connection.Side;
import java.util.List;

/**
 * Fields on which the two sides disagree.
 *
 * @param standing whose values stand until a person decides
 */
public record Dispute(Side standing, List<Disagreement> fields) {
    public Dispute {
        fields = List.copyOf(fields);
    }
}
