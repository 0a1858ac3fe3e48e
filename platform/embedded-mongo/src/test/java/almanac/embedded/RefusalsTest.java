package almanac.embedded;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Collation;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.DeleteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ValidationOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private static final Bson KEY = Indexes.ascending("field");
    private static final Collation GERMAN = Collation.builder().locale("de").build();

    private final Opened opened = Opened.inMemory();
    private final MongoCollection<Document> things = opened.collection();

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void index_options_that_would_be_ignored_are_refused_by_name() {
        IndexOptions ttl = new IndexOptions().expireAfter(1L, TimeUnit.HOURS);
        refused("expireAfterSeconds", () -> things.createIndex(KEY, ttl));
        IndexOptions partial = new IndexOptions().partialFilterExpression(eq("a", 1));
        refused("partialFilterExpression", () -> things.createIndex(KEY, partial));
        IndexOptions collation = new IndexOptions().collation(GERMAN);
        refused("collation", () -> things.createIndex(KEY, collation));
        assertThat(things.listIndexes().into(new ArrayList<>())).isEmpty();
    }

    @Test
    void indexes_of_another_kind_are_refused() {
        for (Bson key :
                List.of(
                        Indexes.text("field"),
                        Indexes.geo2dsphere("field"),
                        Indexes.hashed("field"),
                        Indexes.ascending("$**"),
                        Indexes.ascending("array.0"))) {
            refused("index", () -> things.createIndex(key));
        }
    }

    @Test
    void collation_pipelines_and_transactions_are_refused() {
        things.insertOne(new Document("_id", 1));
        refused("collation", () -> things.find().collation(GERMAN).first());
        refused(
                "pipeline",
                () ->
                        things.updateOne(
                                eq("_id", 1), List.of(new Document("$set", new Document("a", 1)))));
        refused(
                "startTransaction",
                () -> command(new Document("find", "things").append("startTransaction", true)));
        try (ClientSession session = opened.client().startSession()) {
            assertThatThrownBy(() -> things.insertOne(session, new Document("_id", 2)))
                    .hasMessageContaining("session");
        }
    }

    /**
     * MongoDB honours it, and fails where there is no such index; the planner here does neither.
     */
    @Test
    void a_hint_is_refused() {
        refused("hint", () -> things.find().hint(KEY).first());
        refused("hint", () -> things.countDocuments(eq("a", 1), new CountOptions().hint(KEY)));
        refused(
                "hint",
                () -> things.deleteOne(eq("a", 1), new DeleteOptions().hintString("field_1")));
    }

    @Test
    void collections_with_rules_are_refused() {
        ValidationOptions rules = new ValidationOptions().validator(eq("a", 1));
        refused(
                "validator",
                () ->
                        opened.database()
                                .createCollection(
                                        "strict",
                                        new CreateCollectionOptions().validationOptions(rules)));
    }

    @Test
    void the_index_on_the_id_stays() {
        things.insertOne(new Document("_id", 1));
        assertThatThrownBy(() -> things.dropIndex("_id_"))
                .hasMessageContaining("cannot drop _id index");
    }

    @Test
    void an_index_is_created_once_under_one_name_and_with_one_set_of_options() {
        things.createIndex(KEY);
        things.createIndex(KEY);
        assertThatThrownBy(() -> things.createIndex(KEY, new IndexOptions().name("other")))
                .hasMessageContaining("different name");
        assertThatThrownBy(() -> things.createIndex(KEY, new IndexOptions().unique(true)))
                .hasMessageContaining("same name");
        assertThat(things.listIndexes().into(new ArrayList<>())).hasSize(2);
    }

    private void command(Document command) {
        opened.database().runCommand(command);
    }

    private static void refused(String what, ThrowingCallable command) {
        assertThatThrownBy(command)
                .hasMessageContaining("does not support")
                .hasMessageContaining(what);
    }
}
