package almanac.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;

/** Errors as a real server words them. */
final class WriteErrors {

    private WriteErrors() {}

    static Document describe(MongoServerError error, int index) {
        Document described = new Document("index", index);
        fill(described, error);
        return described;
    }

    /** The answer to a command that failed as a whole. */
    static Document answer(MongoServerError error) {
        Document answer = new Document("ok", 0.0);
        fill(answer, error);
        return answer;
    }

    private static void fill(Document described, MongoServerError error) {
        described.append("code", error.getCode());
        described.putIfNotNull("codeName", error.getCodeName());
        described.append("errmsg", error.getMessageWithoutErrorCode());
        Throwable cause = error instanceof IndexDuplicate ? error : error.getCause();
        if (cause instanceof IndexDuplicate duplicate) {
            duplicate.describe(described);
        }
    }
}
