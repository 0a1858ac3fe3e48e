package almanac.connection;

import almanac.user.UserId;
import java.util.Optional;

/**
 * What can be asked about connections and conflicts; nobody sees another user's, but operators, who
 * look after the sync of all.
 */
public sealed interface ConnectionQuery {

    /**
     * All of the viewer's, newest first, disconnected ones too; answers a list of ConnectionView.
     */
    record ConnectionsOf(UserId viewer, Optional<ProviderKind> provider)
            implements ConnectionQuery {}

    /** One of the viewer's; Rejected with NotFound. */
    record ConnectionById(ConnectionId connection, UserId viewer) implements ConnectionQuery {}

    /**
     * Those of all users, the latest number first, disconnected ones too; answers a list of
     * ConnectionView. For operators only: who asks has checked that.
     *
     * @param before only those with a smaller number
     */
    record Everybodys(Optional<ConnectionStatus> status, long before, int limit)
            implements ConnectionQuery {}

    /** Anybody's; Rejected with NotFound. For operators only: who asks has checked that. */
    record OfAnybody(ConnectionId connection) implements ConnectionQuery {}

    /**
     * The viewer's conflicts, newest first; answers a list of ConflictView.
     *
     * @param open only those that nobody has resolved
     */
    record ConflictsOf(UserId viewer, boolean open, long before, int limit)
            implements ConnectionQuery {}

    /** One of the viewer's; Rejected with NotFound. */
    record ConflictById(ConflictId conflict, UserId viewer) implements ConnectionQuery {}
}
