package almanac.store;

import static almanac.store.Noted.message;
import static almanac.store.Noted.messages;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecentCommitsTest {

    private final StoreFixture store = new StoreFixture();
    private final AtomicInteger finds = new AtomicInteger();
    private final SequencedEngine other = store.engine();

    @AfterEach
    void close() {
        store.close();
    }

    private SequencedEngine engine(long recentCharacters) {
        CommandListener counter =
                new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent command) {
                        if (command.getCommandName().equals("find")) {
                            finds.incrementAndGet();
                        }
                    }
                };
        MongoCollection<Document> facts = store.connect(counter).getCollection("facts");
        return store.engine(facts, b -> b.recentCharacters(recentCharacters));
    }

    private List<String> tail(SequencedEngine engine, long position) {
        finds.set(0);
        return engine.readEvents(Reading.token(position), true).map(Reading::text).toList();
    }

    @Test
    void what_this_node_wrote_is_not_read_back() {
        SequencedEngine engine = engine(1_000_000);
        engine.appendEvents(messages("a", 0, 2));
        engine.appendEvents(message("b", 0));

        assertThat(tail(engine, 0)).containsExactly("a#1", "a#2", "b#0");
        assertThat(finds).hasValue(0);
    }

    @Test
    void what_another_node_wrote_in_between_is_read_from_the_store() {
        SequencedEngine engine = engine(1_000_000);
        engine.appendEvents(message("a", 0));
        other.appendEvents(message("b", 0));
        engine.appendEvents(message("c", 0));

        assertThat(tail(engine, -1)).containsExactly("a#0");
        assertThat(finds).hasValue(0);
        assertThat(tail(engine, 0)).containsExactly("b#0", "c#0");
        assertThat(Reading.texts(engine)).containsExactly("a#0", "b#0", "c#0");
    }

    @Test
    void memory_is_bounded_and_older_commits_come_from_the_store() {
        SequencedEngine engine = engine(5_000);
        for (int i = 0; i < 50; i++) {
            engine.appendEvents(message("a" + i, 0));
        }
        assertThat(tail(engine, -1)).hasSize(50).startsWith("a0#0").endsWith("a49#0");
        assertThat(finds.get()).isPositive();
        assertThat(tail(engine, 48)).containsExactly("a49#0");
        assertThat(finds).hasValue(0);
    }

    @Test
    void an_empty_poll_at_the_head_costs_one_read() {
        SequencedEngine engine = engine(0);
        engine.appendEvents(messages("a", 0, 2));
        assertThat(tail(engine, -1)).hasSize(3);

        assertThat(tail(engine, 2)).isEmpty();
        assertThat(finds).hasValue(1);
    }

    @Test
    void an_append_of_a_loaded_aggregate_costs_no_read() {
        SequencedEngine engine = engine(0);
        other.appendEvents(messages("a", 0, 2));
        assertThat(Reading.stream(engine, "a", 0)).hasSize(3);
        engine.appendEvents(message("warm", 0));
        finds.set(0);

        engine.appendEvents(message("a", 3));
        engine.appendEvents(message("a", 4));
        assertThat(finds).hasValue(0);
    }
}
