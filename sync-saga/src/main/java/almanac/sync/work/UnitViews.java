package almanac.sync.work;

import almanac.operation.WorkView;

import org.bson.Document;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** Units as operators see them. */
final class UnitViews {

    private UnitViews() {}

    static WorkView of(Document its, Instant now) {
        var runs = its.getDate("until").toInstant().isAfter(now);
        return new WorkView(
                its.getString("_id"),
                its.getLong("account"),
                Lane.values()[its.getInteger("lane")].name(),
                some(its.getDate("due")).filter(at -> at.isBefore(DueWork.NEVER.toInstant())),
                some(its.getDate("notBefore")).filter(at -> at.isAfter(DueWork.FREE.toInstant())),
                runs ? Optional.ofNullable(its.getString("owner")) : Optional.empty(),
                its.getInteger("attempts"),
                Optional.ofNullable(its.getString("reason")),
                its.get("parkedAt") != null);
    }

    private static Optional<Instant> some(Date date) {
        return Optional.of(date.toInstant());
    }
}
