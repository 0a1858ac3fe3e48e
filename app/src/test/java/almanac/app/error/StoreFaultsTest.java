package almanac.app.error;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.error.Failure.Kind;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a replica set says while it changes its primary, or ends what it was asked. */
class StoreFaultsTest {

    private static final ServerAddress SERVER = new ServerAddress();
    private static final WriteConcernError UNCONFIRMED =
            new WriteConcernError(64, "WriteConcernTimeout", "timed out", new BsonDocument());

    private static BsonDocument answer(int code, String name) {
        return new BsonDocument("code", new BsonInt32(code))
                .append("codeName", new BsonString(name))
                .append("errmsg", new BsonString(name));
    }

    static Stream<MongoException> passing() {
        return Stream.of(
                new MongoTimeoutException("no primary in 30 s"),
                new MongoNotPrimaryException(answer(10107, "NotWritablePrimary"), SERVER),
                new MongoNodeIsRecoveringException(answer(189, "PrimarySteppedDown"), SERVER),
                new MongoExecutionTimeoutException(50, "MaxTimeMSExpired"),
                new MongoCursorNotFoundException(7, answer(43, "CursorNotFound"), SERVER),
                new MongoCommandException(answer(175, "QueryPlanKilled"), SERVER),
                new MongoWriteException(
                        new WriteError(
                                11602, "InterruptedDueToReplStateChange", new BsonDocument()),
                        SERVER,
                        Set.of()),
                bulk(List.of(new BulkWriteError(91, "ShutdownInProgress", new BsonDocument(), 0))));
    }

    private static MongoBulkWriteException bulk(List<BulkWriteError> errors) {
        return new MongoBulkWriteException(
                BulkWriteResult.unacknowledged(), errors, null, SERVER, Set.of());
    }

    @ParameterizedTest
    @MethodSource("passing")
    void what_passes_may_be_tried_again(MongoException fault) {
        assertThat(Failures.of(new IllegalStateException(fault)).kind())
                .isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void what_no_majority_confirmed_may_be_stored_or_not() {
        var one = new MongoWriteConcernException(UNCONFIRMED, SERVER);
        var many =
                new MongoBulkWriteException(
                        BulkWriteResult.unacknowledged(), List.of(), UNCONFIRMED, SERVER, Set.of());
        for (var fault : List.of(one, many)) {
            assertThat(Failures.of(fault).kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(Failures.of(fault).message()).contains("not known");
        }
    }

    @Test
    void what_stays_wrong_is_a_defect() {
        var taken = new WriteError(11000, "E11000", new BsonDocument());
        assertThat(Failures.of(new MongoWriteException(taken, SERVER, Set.of())).kind())
                .isEqualTo(Kind.INTERNAL);
        assertThat(
                        Failures.of(new MongoCommandException(answer(9, "FailedToParse"), SERVER))
                                .kind())
                .isEqualTo(Kind.INTERNAL);
    }
}
