package almanac.app.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.app.testing.TestDatabase;
import almanac.app.testing.Waiting;
import almanac.store.Durability;
import almanac.sync.oauth.Seal;
import almanac.sync.oauth.VaultKeys;
import almanac.user.UserId;
import com.mongodb.client.MongoDatabase;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PersonKeysTest {

    private static final long ANA = 42;
    private static final byte[] WORDS = "what Ana said".getBytes(StandardCharsets.UTF_8);

    private final SecureRandom random = new SecureRandom();
    private final MongoDatabase database = TestDatabase.fresh();
    private final String first = vaultKey();

    private static String vaultKey() {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    private PersonKeys node(String... vaultKeys) {
        return new PersonKeys(
                database,
                Durability.SINGLE_SERVER,
                new Seal(VaultKeys.of(List.of(vaultKeys)), random),
                random,
                Clock.systemUTC());
    }

    private static void until(BooleanSupplier condition) {
        Waiting.until(Duration.ofSeconds(5), condition);
    }

    @AfterEach
    void drop() {
        database.drop();
    }

    @Test
    void all_who_need_the_first_key_of_a_person_at_once_get_the_same() throws Exception {
        var nodes = List.of(node(first), node(first), node(first));
        var asked = new ArrayList<Callable<String>>();
        for (var i = 0; i < 30; i++) {
            var node = nodes.get(i % nodes.size());
            asked.add(() -> node.toSeal(ANA).orElseThrow().text());
        }
        var keys = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(asked)) {
                keys.add(answer.get());
            }
        }

        assertThat(keys).hasSize(1);
        assertThat(database.getCollection("person_keys").countDocuments()).isEqualTo(1);
        assertThat(node(first).toOpen(ANA).orElseThrow().text()).isEqualTo(keys.iterator().next());
    }

    @Test
    void the_store_holds_no_key_in_clear_and_no_key_prints_itself() {
        var key = node(first).toSeal(ANA).orElseThrow();

        assertThat(database.getCollection("person_keys").find().map(Document::toJson).first())
                .doesNotContain(key.text());
        assertThat(key.toString()).doesNotContain(key.text());
    }

    @Test
    void what_is_sealed_for_one_fact_opens_for_no_other_and_not_once_it_was_changed() {
        var key = node(first).toSeal(ANA).orElseThrow();
        var sealed = key.seal("fact-1", WORDS, random);

        assertThat(key.open("fact-1", sealed)).isEqualTo(WORDS);
        assertThatThrownBy(() -> key.open("fact-2", sealed))
                .isInstanceOf(IllegalStateException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> key.open("fact-1", sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_destroyed_key_is_gone_here_at_once_and_on_other_nodes_in_a_moment_for_ever() {
        var here = node(first);
        var there = node(first);
        here.toSeal(ANA);
        here.toSeal(7);
        assertThat(there.toOpen(ANA)).isPresent();

        here.destroy(new UserId(ANA), "erasure-1");
        here.destroy(new UserId(ANA), "erasure-1");

        assertThat(here.toOpen(ANA)).isEmpty();
        assertThat(here.toSeal(ANA)).isEmpty();
        assertThat(here.destroyed(new UserId(ANA))).isTrue();
        assertThat(here.toOpen(7)).isPresent();
        until(() -> there.toOpen(ANA).isEmpty());
        assertThat(there.toSeal(ANA)).isEmpty();
        assertThat(node(first).toSeal(ANA)).isEmpty();
        assertThat(database.getCollection("person_keys").find(new Document("_id", ANA)).first())
                .containsOnlyKeys("_id", "destroyedAt", "receipt");
    }

    @Test
    void a_person_whose_key_is_missing_is_not_taken_for_erased() {
        var keys = node(first);

        assertThatThrownBy(() -> keys.toOpen(ANA)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keys_move_to_a_new_key_of_the_vault() {
        var key = node(first).toSeal(ANA).orElseThrow().text();
        var second = vaultKey();

        node(second, first).rotate();

        assertThat(node(second).toOpen(ANA).orElseThrow().text()).isEqualTo(key);
    }
}
