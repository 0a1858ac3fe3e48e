package almanac.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.connection.ConflictCommand;
import almanac.connection.ConflictFact;
import almanac.connection.ConflictId;
import almanac.connection.ConnectionId;
import almanac.connection.Disagreement;
import almanac.connection.MappingId;
import almanac.connection.Side;
import almanac.entry.Change;
import almanac.entry.EntryId;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConflictAggregateTest {

    private static final ConflictId ID = new ConflictId(81);
    private static final UserId ANA = new UserId(7);
    private static final List<Disagreement> TITLES =
            List.of(
                    new Disagreement(
                            Optional.empty(),
                            "title",
                            Optional.of(new Change.Title("Practice")),
                            Optional.of(new Change.Title("Soccer")),
                            Optional.of(new Change.Title("Football"))));
    private static final ConflictFact DETECTED =
            new ConflictFact.ConflictDetected(
                    ID,
                    ANA,
                    new ConnectionId(3),
                    new MappingId(61),
                    new EntryId(42),
                    TITLES,
                    Side.LOCAL);
    private static final ConflictFact RESOLVED =
            new ConflictFact.ConflictResolved(ID, Side.PROVIDER);

    private static AggregateTestFixture<ConflictAggregate> fixture() {
        return new AggregateTestFixture<>(ConflictAggregate.class);
    }

    private static ConflictCommand.RecordConflict found(Side standing) {
        return new ConflictCommand.RecordConflict(
                ID, ANA, new ConnectionId(3), new MappingId(61), new EntryId(42), TITLES, standing);
    }

    private static ConflictCommand.SettleConflict settle(Side side) {
        return new ConflictCommand.SettleConflict(ID, side);
    }

    private static Rejection rejection(Runnable decision) {
        return Assertions.catchThrowableOfType(Rejected.class, decision::run).rejection();
    }

    @Test
    void a_conflict_is_recorded_once_with_all_values() {
        fixture().givenNoPriorActivity().when(found(Side.LOCAL)).expectEvents(DETECTED);
        fixture().given(DETECTED).when(found(Side.PROVIDER)).expectNoEvents();
        fixture().given(DETECTED, RESOLVED).when(found(Side.LOCAL)).expectNoEvents();
    }

    @Test
    void the_same_choice_again_changes_nothing() {
        fixture().given(DETECTED).when(settle(Side.PROVIDER)).expectEvents(RESOLVED);
        fixture().given(DETECTED, RESOLVED).when(settle(Side.PROVIDER)).expectNoEvents();
    }

    @Test
    void what_is_settled_may_be_settled_otherwise() {
        fixture()
                .given(DETECTED, RESOLVED)
                .when(settle(Side.LOCAL))
                .expectEvents(new ConflictFact.ConflictResolved(ID, Side.LOCAL));
    }

    @Test
    void what_never_was_is_not_found() {
        assertThat(rejection(() -> Settling.settle(new ConflictState.Absent(), settle(Side.LOCAL))))
                .isEqualTo(new Rejection.NotFound("Conflict", "81"));
    }
}
