package almanac.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.query.Store;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import com.mongodb.client.MongoCollection;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes at the same documents: one of them is told, and nothing is overwritten. */
class FoldedCollectionTest {

    private final List<Runnable> meanwhile = new ArrayList<>();
    private final MongoCollection<Document> documents = Store.fresh().getCollection("words_v1");
    private final FoldedCollection<String, String> slow =
            new FoldedCollection<>(documents, new Words());
    private final FoldedCollection<String, String> fast =
            new FoldedCollection<>(documents, new Words());

    @BeforeEach
    void a_first_word() {
        fast.write(List.of(word("a", 0)));
    }

    @Test
    void a_writer_that_was_overtaken_is_told_and_overwrites_nothing() {
        meanwhile.add(() -> fast.write(List.of(word("b", 1), word("c", 2))));
        assertThatThrownBy(() -> slow.write(List.of(word("b", 1))))
                .isInstanceOf(ConcurrentModificationException.class);
        assertThat(text()).isEqualTo("abc");
        slow.write(List.of(word("b", 1)));
        assertThat(text()).isEqualTo("abc");
    }

    @Test
    void a_beginning_that_someone_else_wrote_is_built_upon() {
        documents.deleteMany(new Document());
        meanwhile.add(() -> fast.write(List.of(word("a", 0), word("b", 1))));
        slow.write(List.of(word("a", 0), word("b", 1), word("c", 2)));
        assertThat(text()).isEqualTo("abc");
    }

    @Test
    void many_documents_are_written_past_one_that_is_there() {
        slow.write(List.of(word("a", 0), new Stamped<>("2:x", 0, Instant.EPOCH)));
        assertThat(documents.countDocuments()).isEqualTo(2);
        assertThat(text()).isEqualTo("a");
    }

    /** A replica set answers so: applied here, but the next primary need not have it. */
    @Test
    void what_no_majority_confirmed_is_not_taken_for_stored() {
        var unsure = new FoldedCollection<>(unconfirmed(), new Words());
        assertThatThrownBy(() -> unsure.write(List.of(word("b", 1))))
                .isInstanceOf(MongoBulkWriteException.class);
        slow.write(List.of(word("b", 1)));
        assertThat(text()).isEqualTo("ab");
    }

    @SuppressWarnings("unchecked")
    private MongoCollection<Document> unconfirmed() {
        return (MongoCollection<Document>)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {MongoCollection.class},
                        (proxy, method, arguments) -> {
                            var answer = method.invoke(documents, arguments);
                            if (method.getName().equals("bulkWrite")) {
                                throw new MongoBulkWriteException(
                                        (BulkWriteResult) answer,
                                        List.of(),
                                        new WriteConcernError(
                                                64,
                                                "WriteConcernTimeout",
                                                "waiting for replication timed out",
                                                new BsonDocument()),
                                        new ServerAddress(),
                                        Set.of());
                            }
                            return answer;
                        });
    }

    private String text() {
        return Optional.ofNullable(documents.find(new Document("_id", 1L)).first())
                .map(document -> document.getString("text"))
                .orElse("");
    }

    private static Stamped<String> word(String text, long sequence) {
        return new Stamped<>("1:" + text, sequence, Instant.EPOCH);
    }

    /** Facts are {@code id:text}; something may happen in the middle of a fold. */
    private final class Words implements Folding<String, String> {

        @Override
        public long id(String fact) {
            return Long.parseLong(fact.substring(0, fact.indexOf(':')));
        }

        @Override
        public boolean begins(String fact) {
            return fact.endsWith(":a");
        }

        @Override
        public String next(Optional<String> state, Stamped<String> fact) {
            var happening = List.copyOf(meanwhile);
            meanwhile.clear();
            happening.forEach(Runnable::run);
            return state.orElse("") + fact.fact().substring(fact.fact().indexOf(':') + 1);
        }

        @Override
        public Document write(String state) {
            return new Document("text", state);
        }

        @Override
        public String read(Document document) {
            return document.getString("text");
        }
    }
}
