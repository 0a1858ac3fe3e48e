package almanac.command.operation;

import almanac.operation.OperationCommand;
import almanac.operation.OperationFact;
import almanac.operation.OperationId;
import almanac.operation.OperationKind;
import almanac.operation.OperationOutcome;
import java.util.Map;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OperationAggregateTest {

    private static final OperationId ID = new OperationId(17);
    private static final OperationFact BEGUN =
            new OperationFact.OperationBegun(
                    ID, OperationKind.ERASE_USER, "user-7", Map.of("how", "now"), "ticket 17");
    private static final OperationFact DONE =
            new OperationFact.OperationEnded(ID, OperationOutcome.DONE, "erased");

    private static AggregateTestFixture<OperationAggregate> fixture() {
        return new AggregateTestFixture<>(OperationAggregate.class);
    }

    private static OperationCommand begin(String reason) {
        return new OperationCommand.BeginOperation(
                ID, OperationKind.ERASE_USER, "user-7", Map.of("how", "now"), reason);
    }

    private static OperationCommand end(OperationOutcome outcome, String detail) {
        return new OperationCommand.EndOperation(ID, outcome, detail);
    }

    @Test
    void what_is_about_to_be_done_is_recorded_once_with_its_reason() {
        fixture().givenNoPriorActivity().when(begin("ticket 17")).expectEvents(BEGUN);
        fixture().given(BEGUN).when(begin("another")).expectNoEvents();
        fixture().given(BEGUN, DONE).when(begin("another")).expectNoEvents();
    }

    @Test
    void only_its_first_end_is_recorded() {
        fixture().given(BEGUN).when(end(OperationOutcome.DONE, "erased")).expectEvents(DONE);
        fixture().given(BEGUN, DONE).when(end(OperationOutcome.FAILED, "no")).expectNoEvents();
    }

    @Test
    void what_was_not_begun_does_not_end() {
        fixture()
                .givenNoPriorActivity()
                .when(end(OperationOutcome.DONE, "erased"))
                .expectException(AggregateNotFoundException.class)
                .expectNoEvents();
    }
}
