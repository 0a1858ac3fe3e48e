package almanac.store;

import almanac.store.ledger.LedgerKeys;
import almanac.store.ledger.LedgerSigner;
import almanac.store.ledger.Proof;
import almanac.store.notary.LedgerStore;
import almanac.store.notary.Notary;
import almanac.store.notary.NotedHistory;
import com.mongodb.client.MongoDatabase;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** The ledger of one test database, and notaries of it. */
final class Ledgers {

    static final LedgerSigner SIGNER = signer();
    static final LedgerKeys KEYS = LedgerKeys.of(List.of(SIGNER.publicKey()));

    private final MongoDatabase database;
    private final Notary.Terms terms;

    Ledgers(MongoDatabase database, long facts, Duration time) {
        this.database = database;
        this.terms = new Notary.Terms(facts, time);
    }

    private static LedgerSigner signer() {
        try {
            return new LedgerSigner(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    LedgerStore store() {
        return new LedgerStore(database, Durability.SINGLE_SERVER);
    }

    private RawCommits commits() {
        return new RawCommits(database.getCollection("facts"), Durability.SINGLE_SERVER);
    }

    Notary notary(String node, Clock clock) {
        return new Notary(commits(), store(), SIGNER, terms, clock, node);
    }

    NotedHistory history() {
        return new NotedHistory(commits(), store());
    }

    Proof prove() {
        return history().prove(KEYS, looked -> {});
    }

    /** Stands still until time passes, and does something first when it is asked for the time. */
    static final class TestClock extends Clock {

        private Instant now = Noted.NOON;
        private Runnable first = () -> {};

        void pass(Duration time) {
            now = now.plus(time);
        }

        /** Does something once, right before it tells the time. */
        void once(Runnable action) {
            first = action;
        }

        @Override
        public Instant instant() {
            var due = first;
            first = () -> {};
            due.run();
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("this clock is in UTC");
        }
    }
}
