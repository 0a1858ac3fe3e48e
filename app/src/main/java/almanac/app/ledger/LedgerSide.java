package almanac.app.ledger;

import almanac.store.Durability;
import almanac.store.RawCommits;
import almanac.store.ledger.LedgerSigner;
import almanac.store.notary.LedgerStore;
import almanac.store.notary.Notary;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import org.bson.Document;
import org.springframework.context.SmartLifecycle;

/** The ledger of this node: the notary beside the store, and what is asked of it. */
public final class LedgerSide {

    private final NotaryThread thread;
    private final Ledger ledger;

    /**
     * What the assembly supplies.
     *
     * @param facts the collection of the event store
     * @param key signs checkpoints
     * @param earlierKeys public keys that signed before, each in its X.509 form and base64
     * @param terms when a checkpoint is due
     * @param node a name that no other node has at the same time
     * @param works whether this node may be the notary
     */
    public record Setting(
            MongoDatabase database,
            MongoCollection<Document> facts,
            Durability durability,
            KeyPair key,
            List<String> earlierKeys,
            Notary.Terms terms,
            Clock clock,
            String node,
            boolean works) {}

    public LedgerSide(Setting its) {
        var commits = new RawCommits(its.facts(), its.durability());
        var store = new LedgerStore(its.database(), its.durability());
        var signer = new LedgerSigner(its.key());
        thread =
                new NotaryThread(
                        new Notary(commits, store, signer, its.terms(), its.clock(), its.node()),
                        its.works());
        ledger =
                new Ledger(commits, store, signer, its.earlierKeys(), its.clock(), thread::problem);
    }

    /** What is asked of it. */
    public Ledger ledger() {
        return ledger;
    }

    /** The notary of this node. */
    public SmartLifecycle notary() {
        return thread;
    }

    /** What a dashboard shows. */
    public MeterBinder meters() {
        return new LedgerMeters(ledger);
    }
}
