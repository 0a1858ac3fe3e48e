package almanac.app.operation;

import almanac.operation.DeadLetterView;
import almanac.sync.exchange.Outbox;
import almanac.sync.work.DueWork;
import java.util.Locale;
import java.util.Optional;

/** What sync set aside, as dead letters. */
final class SyncLetters {

    private SyncLetters() {}

    static DeadLetterView of(Outbox.Parked edit) {
        var mapping = edit.mapping().value();
        return new DeadLetterView(
                "edit:" + mapping + ":" + edit.entry().value(),
                "outbox",
                edit.entry().toString(),
                "mapping-" + mapping,
                1,
                "push",
                edit.reason(),
                edit.at(),
                edit.at(),
                Optional.empty());
    }

    static DeadLetterView of(DueWork.ParkedUnit unit) {
        return new DeadLetterView(
                "unit:" + unit.unit().kind() + ":" + unit.unit().id(),
                "sync-work",
                unit.unit().toString(),
                "connection-" + unit.account().value(),
                1,
                unit.unit().kind().name().toLowerCase(Locale.ROOT),
                unit.reason(),
                unit.at(),
                unit.at(),
                Optional.empty());
    }
}
