package almanac.store;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import java.util.concurrent.TimeUnit;

/** What a write must have reached before it counts as stored. */
public enum Durability {
    /** The journal of the one server there is. */
    SINGLE_SERVER(ReadConcern.LOCAL, WriteConcern.W1.withJournal(true)),

    /**
     * The journals of a majority of a replica set; reads see only what such a majority holds. A
     * write that no majority confirms within 5 s counts as one whose outcome is not known.
     */
    REPLICA_SET(
            ReadConcern.MAJORITY,
            WriteConcern.MAJORITY.withJournal(true).withWTimeout(5, TimeUnit.SECONDS));

    private final ReadConcern read;
    private final WriteConcern write;

    Durability(ReadConcern read, WriteConcern write) {
        this.read = read;
        this.write = write;
    }

    /** The collection, read from the primary and written with this durability. */
    public <T> MongoCollection<T> of(MongoCollection<T> collection) {
        return collection
                .withReadConcern(read)
                .withWriteConcern(write)
                .withReadPreference(ReadPreference.primary());
    }
}
