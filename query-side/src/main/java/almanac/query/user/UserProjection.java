package almanac.query.user;

import almanac.query.rebuild.Batches;
import almanac.query.rebuild.Making;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.Rebuildable;
import almanac.query.rebuild.Stamped;
import almanac.user.UserFact;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Keeps {@link Users}; in one processor with the calendars, so that the two never disagree. */
@ProcessingGroup("directory")
final class UserProjection implements Rebuildable {

    private final Users users;
    private final Batches<UserFact> batches;

    UserProjection(Users users) {
        this.users = users;
        this.batches = new Batches<>(UserFact.class, Users.MODEL.name(), users.rows()::write);
    }

    @EventHandler
    void on(UserFact fact, @SequenceNumber long sequence, @Timestamp Instant at) {
        batches.add(new Stamped<>(fact, sequence, at));
    }

    @Override
    public ReadModel model() {
        return Users.MODEL;
    }

    @Override
    public Making<UserFact> making() {
        return users.rows();
    }

    @Override
    public void ensureIndexes() {
        users.rows().ensureIndexes();
    }

    @ResetHandler
    @Override
    public void reset() {
        users.rows().clear();
    }
}
