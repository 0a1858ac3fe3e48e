package almanac.query.course;

import almanac.course.CourseFact;
import almanac.query.rebuild.Batches;
import almanac.query.rebuild.Making;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.Rebuildable;
import almanac.query.rebuild.Stamped;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Keeps {@link Courses}; in one processor with the users and calendars. */
@ProcessingGroup("directory")
final class CourseProjection implements Rebuildable {

    private final Courses courses;
    private final Batches<CourseFact> batches;

    CourseProjection(Courses courses) {
        this.courses = courses;
        this.batches = new Batches<>(CourseFact.class, Courses.MODEL.name(), courses.rows()::write);
    }

    @EventHandler
    void on(CourseFact fact, @SequenceNumber long sequence, @Timestamp Instant at) {
        batches.add(new Stamped<>(fact, sequence, at));
    }

    @Override
    public ReadModel model() {
        return Courses.MODEL;
    }

    @Override
    public Making<CourseFact> making() {
        return courses.rows();
    }

    @Override
    public void ensureIndexes() {
        courses.rows().ensureIndexes();
    }

    @ResetHandler
    @Override
    public void reset() {
        courses.rows().clear();
    }
}
