package almanac.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreIndexesTest {

    private final StoreFixture store = new StoreFixture();

    @AfterEach
    void close() {
        store.close();
    }

    private static List<Document> keys(MongoCollection<Document> collection) {
        List<Document> keys = new ArrayList<>();
        for (Document index : collection.listIndexes()) {
            keys.add(index.get("key", Document.class));
        }
        return keys;
    }

    @Test
    void facts_are_unique_by_stream_and_first_sequence() {
        StoreIndexes.forFacts(store.facts());
        assertThat(keys(store.facts())).contains(new Document("stream", 1).append("first", 1));
        store.facts().insertOne(new Document("_id", 1L).append("stream", "a").append("first", 0L));
        assertThatThrownBy(() ->
                        store.facts()
                                .insertOne(
                                        new Document("_id", 2L)
                                                .append("stream", "a")
                                                .append("first", 0L)))
                .isInstanceOf(MongoWriteException.class);
    }

    @Test
    void a_saga_identifier_and_a_token_are_unique() {
        MongoCollection<Document> sagas = store.database().getCollection("sagas");
        StoreIndexes.forSagas(sagas);
        sagas.insertOne(new Document("sagaIdentifier", "s"));
        assertThatThrownBy(() -> sagas.insertOne(new Document("sagaIdentifier", "s")))
                .isInstanceOf(MongoWriteException.class);

        MongoCollection<Document> tokens = store.database().getCollection("trackingtokens");
        StoreIndexes.forTokens(tokens);
        tokens.insertOne(new Document("processorName", "p").append("segment", 0));
        tokens.insertOne(new Document("processorName", "p").append("segment", 1));
        assertThatThrownBy(() ->
                        tokens.insertOne(new Document("processorName", "p").append("segment", 0)))
                .isInstanceOf(MongoWriteException.class);
    }
}
