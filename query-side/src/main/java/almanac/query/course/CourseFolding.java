package almanac.query.course;

import almanac.course.CourseFact;
import almanac.query.rebuild.Folding;
import almanac.query.rebuild.JsonState;
import almanac.query.rebuild.Stamped;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.bson.Document;

/** Course facts to one document per course. */
final class CourseFolding implements Folding<CourseFact, CourseState> {

    /** The number of who sees the course; nobody sees a deleted one. */
    static final String OWNER = "owner";

    private final JsonState<CourseState> json;

    CourseFolding(ObjectMapper mapper) {
        this.json = new JsonState<>(mapper, CourseState.class);
    }

    @Override
    public long id(CourseFact fact) {
        return fact.course().value();
    }

    @Override
    public boolean begins(CourseFact fact) {
        return fact instanceof CourseFact.CourseCreated;
    }

    @Override
    public CourseState next(Optional<CourseState> state, Stamped<CourseFact> fact) {
        return CourseState.after(state, fact.fact());
    }

    @Override
    public Document write(CourseState state) {
        var document = new Document();
        if (!state.deleted()) {
            document.append(OWNER, state.owner().value());
        }
        return json.append(document, state);
    }

    @Override
    public CourseState read(Document document) {
        return json.read(document);
    }
}
