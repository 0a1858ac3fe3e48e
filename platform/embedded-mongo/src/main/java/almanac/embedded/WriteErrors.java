package almanac.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;

/** The error of one document in the answer to a write. */
final class WriteErrors {

    private WriteErrors() {}

    static Document describe(MongoServerError error, int index) {
        Document described =
                new Document("index", index)
                        .append("code", error.getCode())
                        .append("codeName", error.getCodeName())
                        .append("errmsg", error.getMessageWithoutErrorCode());
        if (error instanceof IndexDuplicate duplicate) {
            duplicate.describe(described);
        }
        return described;
    }
}
