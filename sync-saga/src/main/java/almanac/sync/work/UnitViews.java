package almanac.sync.work;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import almanac.connection.ConnectionId;
import almanac.operation.WorkView;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** Units as those who claim them and operators see them. */
final class UnitViews {

    private UnitViews() {}

    static List<WorkView> upcoming(MongoCollection<Document> units, int limit, Instant now) {
        return units.find()
                .sort(Indexes.ascending("due"))
                .limit(limit)
                .map(each -> of(each, now))
                .into(new ArrayList<>());
    }

    private static WorkView of(Document its, Instant now) {
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

    static Optional<Rest> rest(MongoCollection<Document> units, Unit unit, Instant now) {
        return Optional.ofNullable(
                        units.find(and(eq("_id", unit.toString()), gt("notBefore", Date.from(now))))
                                .first())
                .map(its ->
                        new Rest(its.getDate("notBefore").toInstant(), its.getString("reason")));
    }

    /** The lease that began with the unit as it was before. */
    static Lease lease(Document before) {
        return new Lease(
                new Unit(Unit.Kind.valueOf(before.getString("kind")), before.getLong("unit")),
                new ConnectionId(before.getLong("account")),
                Lane.values()[before.getInteger("lane")],
                before.getLong("fence") + 1,
                before.getLong("signal"),
                before.getInteger("attempts"),
                before.getDate("until").after(DueWork.FREE),
                Optional.ofNullable(before.getString(DueWork.CAUSE)));
    }

    private static Optional<Instant> some(Date date) {
        return Optional.of(date.toInstant());
    }

    static List<ParkedUnit> parked(MongoCollection<Document> units, int limit) {
        var found = new ArrayList<ParkedUnit>();
        units.find(gt("parkedAt", DueWork.FREE))
                .sort(Indexes.descending("parkedAt"))
                .limit(limit)
                .forEach(each -> {
                    var lease = lease(each);
                    found.add(
                            new ParkedUnit(
                                    lease.unit(),
                                    lease.account(),
                                    each.getDate("parkedAt").toInstant(),
                                    each.getString("reason")));
                });
        return found;
    }
}
