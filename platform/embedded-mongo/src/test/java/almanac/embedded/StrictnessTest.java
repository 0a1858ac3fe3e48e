package almanac.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What MongoDB refuses is refused here too, with its codes: what runs here has to run there. */
class StrictnessTest {

    private static final int BAD_VALUE = 2;
    private static final int TYPE_MISMATCH = 14;
    private static final int PATH_NOT_VIABLE = 28;
    private static final int CONFLICTING_OPERATORS = 40;
    private static final int IMMUTABLE_FIELD = 66;
    private static final int PARALLEL_ARRAYS = 171;
    private static final int DUPLICATE_KEY = 11_000;
    private static final int PATH_COLLISION = 31_249;

    private final Opened opened = Opened.inMemory();
    private final MongoCollection<Document> things = opened.collection();

    @BeforeEach
    void one() {
        things.insertOne(new Document("_id", 1).append("n", 1).append("s", "text"));
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void two_changes_of_one_path() {
        refused(CONFLICTING_OPERATORS, update(combine(set("a", 1), unset("a"))));
        refused(CONFLICTING_OPERATORS, update(combine(set("a", 1), set("a.b", 2))));
        refused(CONFLICTING_OPERATORS, update(combine(inc("a.b", 1), set("a", 2))));
        refused(
                CONFLICTING_OPERATORS,
                () ->
                        things.updateOne(
                                eq("_id", 2),
                                combine(set("a", 1), setOnInsert("a", 2)),
                                new UpdateOptions().upsert(true)));
    }

    @Test
    void changes_that_do_not_fit_what_is_there() {
        refused(TYPE_MISMATCH, update(inc("s", 1)));
        refused(BAD_VALUE, update(push("n", 1)));
        refused(PATH_NOT_VIABLE, update(set("n.below", 1)));
        refused(IMMUTABLE_FIELD, update(set("_id", 2)));
        refused(IMMUTABLE_FIELD, () -> things.replaceOne(eq("n", 1), new Document("_id", 2)));
    }

    @Test
    void projections_that_say_two_things() {
        refused(PATH_COLLISION, find(new Document("a", 1).append("a.b", 1)));
        assertThat(catchThrowable(find(new Document("a", 1).append("b", 0))))
                .hasMessageContaining("projection");
    }

    @Test
    void an_index_over_two_arrays_of_one_document() {
        things.createIndex(Indexes.ascending("a", "b"));
        refused(
                PARALLEL_ARRAYS,
                () ->
                        things.insertOne(
                                new Document("_id", 2)
                                        .append("a", List.of(1, 2))
                                        .append("b", List.of(1, 2))));
    }

    /** A sparse index leaves out what has no such field, not what has nothing in it. */
    @Test
    void two_nulls_in_a_unique_index() {
        things.createIndex(Indexes.ascending("key"), new IndexOptions().unique(true).sparse(true));
        things.insertOne(new Document("_id", 2));
        things.insertOne(new Document("_id", 3).append("key", null));
        refused(DUPLICATE_KEY, () -> things.insertOne(new Document("_id", 4).append("key", null)));
    }

    @Test
    void an_upsert_of_what_is_there_under_other_conditions() {
        refused(
                DUPLICATE_KEY,
                () ->
                        things.updateOne(
                                and(eq("_id", 1), eq("n", 2)),
                                set("n", 3),
                                new UpdateOptions().upsert(true)));
    }

    @Test
    void an_array_as_the_id() {
        assertThat(catchThrowable(() -> things.insertOne(new Document("_id", List.of(1)))))
                .isInstanceOf(MongoException.class);
    }

    private ThrowingCallable update(Bson change) {
        return () -> things.updateOne(eq("_id", 1), change);
    }

    private ThrowingCallable find(Bson projection) {
        return () -> things.find().projection(projection).first();
    }

    private static void refused(int code, ThrowingCallable command) {
        assertThat(catchThrowable(command))
                .isInstanceOfSatisfying(
                        MongoException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(code));
    }
}
