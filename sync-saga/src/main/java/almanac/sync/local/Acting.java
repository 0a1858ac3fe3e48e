package almanac.sync.local;

import almanac.connection.ConnectionId;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.user.UserId;

/** In whose name sync changes things. */
public final class Acting {

    private Acting() {}

    /** As the connection's user, through the connection. */
    public static Actor through(ConnectionId connection, UserId user) {
        return new Actor(user, Origin.of(Origin.Kind.CONNECTION, connection.value()));
    }
}
