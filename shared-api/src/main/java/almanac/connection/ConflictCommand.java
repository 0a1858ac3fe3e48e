package almanac.connection;

import almanac.entry.EntryId;
import almanac.user.UserId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a conflict. */
public sealed interface ConflictCommand {

    ConflictId conflict();

    /** Records a disagreement; the same conflict again changes nothing. */
    record RecordConflict(
            @TargetAggregateIdentifier ConflictId conflict,
            UserId user,
            ConnectionId connection,
            MappingId mapping,
            EntryId entry,
            List<Disagreement> fields,
            Side standing)
            implements ConflictCommand {}

    /** Records what a person chose, last; the same choice again changes nothing. */
    record SettleConflict(@TargetAggregateIdentifier ConflictId conflict, Side chosen)
            implements ConflictCommand {}
}
