package almanac.embedded;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.BsonBinarySubType;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.MaxKey;
import org.bson.types.MinKey;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/** What goes over the wire as it is stored is what was stored, and so is what was read for it. */
class AnswersTest {

    /** One of each type, with names and words of several bytes a letter. */
    private static Document everything(int id) {
        return new Document("_id", id)
                .append("größe", 1.5)
                .append("日本", "書類 \uD83D\uDCC5")
                .append("", "no name")
                .append("whole", Integer.MIN_VALUE)
                .append("long", Long.MAX_VALUE)
                .append("decimal", Decimal128.parse("12.50"))
                .append("date", new Date(-1))
                .append("yes", true)
                .append("none", null)
                .append("object", new ObjectId("507f1f77bcf86cd799439011"))
                .append("binary", new Binary(new byte[] {0, 1, -1}))
                .append("uuid", new Binary(BsonBinarySubType.UUID_STANDARD, new byte[16]))
                .append("pattern", Pattern.compile("a+", Pattern.CASE_INSENSITIVE))
                .append("time", new BsonTimestamp(7, 8))
                .append("least", new MinKey())
                .append("most", new MaxKey())
                .append("deep", new Document("in", List.of(new Document("x", List.of()))))
                .append("list", List.of(1, "two", new Document()));
    }

    @Test
    void a_document_is_answered_with_all_that_is_in_it_read_or_unread() {
        try (Opened opened = Opened.inMemory()) {
            opened.collection().insertOne(everything(1));
            var unread = opened.collection().find(eq("_id", 1)).first();
            var matched = opened.collection().find(eq("日本", "書類 \uD83D\uDCC5")).first();
            var projected = opened.collection().find().projection(exclude("unknown")).first();
            assertThat(List.of(unread, matched, projected))
                    .extracting(Document::toBsonDocument)
                    .containsOnly(everything(1).toBsonDocument());
        }
    }

    @Test
    void batches_skips_and_orders_answer_the_same_documents_read_or_unread() {
        try (Opened opened = Opened.inMemory()) {
            var all = new ArrayList<Document>();
            for (int i = 0; i < 250; i++) {
                all.add(everything(i).append("order", i * 7 % 250));
            }
            opened.collection().insertMany(all);
            for (var order : List.of(ascending("_id"), descending("order"))) {
                var find =
                        opened.collection()
                                .find(gte("_id", 20))
                                .sort(order)
                                .skip(5)
                                .limit(200)
                                .batchSize(60);
                var unread = find.into(new ArrayList<>());
                var read = find.projection(exclude("unknown")).into(new ArrayList<>());
                assertThat(unread).hasSize(200);
                assertThat(bson(unread)).isEqualTo(bson(read));
            }
        }
    }

    private static List<BsonDocument> bson(List<Document> documents) {
        return documents.stream().map(Document::toBsonDocument).toList();
    }
}
