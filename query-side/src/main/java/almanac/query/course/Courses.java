package almanac.query.course;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;

import almanac.course.CourseFact;
import almanac.course.CourseId;
import almanac.course.CoursePage;
import almanac.course.CourseView;
import almanac.query.past.BegunStreams;
import almanac.query.past.FactLog;
import almanac.query.past.Fold;
import almanac.query.rebuild.FoldedModel;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.ReadModels;
import almanac.query.rebuild.Rebuildable;
import almanac.query.rebuild.Row;
import almanac.user.UserId;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;

/** The courses that are known here, read from the store at every question. */
public final class Courses {

    static final ReadModel MODEL = new ReadModel("courses", 1);

    private final FoldedModel<CourseFact, CourseState> rows;

    public Courses(ReadModels models, ObjectMapper mapper) {
        this.rows =
                new FoldedModel<>(
                        models.place(MODEL, "directory"),
                        CourseFact.class,
                        "course-",
                        new CourseFolding(mapper),
                        Courses::createIndexes);
    }

    /** How the facts of this read model add up. */
    public Fold<CourseFact, ?> fold() {
        return its();
    }

    private Fold<CourseFact, CourseState> its() {
        return new Fold<>(CourseFact.class, rows.folding());
    }

    /** Answers {@link almanac.course.CourseQuery} about the past; for Axon's query bus. */
    public Object past(BegunStreams begun, FactLog log) {
        return new PastCourseQueries(its(), begun, log);
    }

    /** Keeps this read model; for Axon's processor "directory". */
    public Rebuildable projection() {
        return new CourseProjection(this);
    }

    /** Answers {@link almanac.course.CourseQuery}; for Axon's query bus. */
    public Object queries() {
        return new CourseQueries(this);
    }

    /** Whose course it is; empty when it is not there. */
    public Optional<UserId> ownerOf(CourseId course) {
        var there = and(eq("_id", course.value()), exists(CourseFolding.OWNER));
        return Optional.ofNullable(rows.documents().find(there).first())
                .map(document -> rows.row(document).state().owner());
    }

    CoursePage page(UserId owner, int offset, int limit) {
        var own = eq(CourseFolding.OWNER, owner.value());
        var part = rows.documents().find(own).sort(ascending("_id")).skip(offset).limit(limit);
        return new CoursePage(views(part), rows.documents().countDocuments(own));
    }

    List<CourseView> of(UserId owner, Set<CourseId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var numbers = ids.stream().map(CourseId::value).toList();
        var own = and(in("_id", numbers), eq(CourseFolding.OWNER, owner.value()));
        return views(rows.documents().find(own).sort(ascending("_id")));
    }

    private List<CourseView> views(FindIterable<Document> found) {
        var views = new ArrayList<CourseView>();
        for (var document : found) {
            views.add(view(rows.row(document)));
        }
        return views;
    }

    static CourseView view(Row<CourseState> row) {
        var state = row.state();
        return new CourseView(
                state.id(),
                state.owner(),
                state.details(),
                row.createdAt(),
                row.updatedAt(),
                row.revision());
    }

    FoldedModel<CourseFact, CourseState> rows() {
        return rows;
    }

    private static void createIndexes(MongoCollection<Document> documents) {
        documents.createIndex(Indexes.ascending(CourseFolding.OWNER, "_id"));
    }
}
