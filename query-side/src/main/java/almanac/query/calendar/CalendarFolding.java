package almanac.query.calendar;

import almanac.calendar.CalendarFact;
import almanac.query.rebuild.Folding;
import almanac.query.rebuild.JsonState;
import almanac.query.rebuild.Stamped;
import almanac.user.UserId;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.bson.Document;

/** Calendar facts to one document per calendar. */
final class CalendarFolding implements Folding<CalendarFact, CalendarState> {

    /** The numbers of everyone who may see the calendar. */
    static final String MEMBERS = "members";

    private final JsonState<CalendarState> json;

    CalendarFolding(ObjectMapper mapper) {
        this.json = new JsonState<>(mapper, CalendarState.class);
    }

    @Override
    public long id(CalendarFact fact) {
        return fact.calendar().value();
    }

    @Override
    public boolean begins(CalendarFact fact) {
        return fact instanceof CalendarFact.CalendarCreated;
    }

    @Override
    public CalendarState next(Optional<CalendarState> state, Stamped<CalendarFact> fact) {
        return CalendarState.after(state, fact.fact());
    }

    @Override
    public Document write(CalendarState state) {
        var members = state.members().map(UserId::value).toList();
        return json.append(new Document(MEMBERS, members), state);
    }

    @Override
    public CalendarState read(Document document) {
        return json.read(document);
    }
}
