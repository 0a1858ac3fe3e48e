package almanac.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands through Axon's own bus and repository, as the application sends them. */
class CommandFlowTest {

    record Open(@TargetAggregateIdentifier String book) {}

    record Write(@TargetAggregateIdentifier String book, int facts) {}

    /** An aggregate whose facts carry its own count. */
    @SuppressWarnings("NullAway.Init")
    static final class Book {

        @AggregateIdentifier private String id;
        private int count;

        Book() {}

        @CommandHandler
        Book(Open command) {
            AggregateLifecycle.apply(new Noted(command.book(), Noted.NOON));
        }

        @CommandHandler
        int handle(Write command) {
            for (int i = 0; i < command.facts(); i++) {
                AggregateLifecycle.apply(new Noted(id, Noted.NOON.plusSeconds(count)));
            }
            return count;
        }

        @EventSourcingHandler
        void on(Noted fact) {
            id = fact.text();
            count++;
        }
    }

    private final StoreFixture store = new StoreFixture();
    private final List<TailingEventStore> opened = new ArrayList<>();
    private final CommandGateway here = node();
    private final CommandGateway there = node();

    @AfterEach
    void close() {
        opened.forEach(TailingEventStore::shutDown);
        store.close();
    }

    private CommandGateway node() {
        TailingEventStore events = TailingEventStore.over(store.engine());
        opened.add(events);
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        AggregateAnnotationCommandHandler.<Book>builder()
                .aggregateType(Book.class)
                .repository(repository(events))
                .build()
                .subscribe(bus);
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    private static EventSourcingRepository<Book> repository(EventStore events) {
        return EventSourcingRepository.builder(Book.class).eventStore(events).build();
    }

    private static OptionalLong send(CommandGateway node, Object command) {
        return WritePosition.capture(() -> String.valueOf(node.<Object>sendAndWait(command)))
                .position();
    }

    @Test
    void the_sender_learns_the_position_of_its_last_fact() {
        assertThat(send(here, new Open("a"))).hasValue(0);
        assertThat(send(there, new Write("a", 3))).hasValue(3);
        assertThat(send(here, new Write("a", 0))).isEmpty();
        assertThat(send(here, new Write("a", 1))).hasValue(4);
    }

    @Test
    void an_aggregate_is_not_created_again_by_another_node() {
        send(here, new Open("a"));
        assertThatThrownBy(() -> send(there, new Open("a")))
                .isInstanceOf(AggregateStreamCreationException.class);
    }

    @Test
    void commands_of_two_nodes_on_one_aggregate_never_build_on_a_stale_state() throws Exception {
        send(here, new Open("a"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> written = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                CommandGateway node = i % 2 == 0 ? here : there;
                written.add(threads.submit(() -> writeUntilDone(node)));
            }
            for (Future<Integer> one : written) {
                one.get();
            }
        }
        List<Noted> facts =
                store.engine()
                        .readEvents("a", 0)
                        .asStream()
                        .<Noted>map(message -> (Noted) message.getPayload())
                        .toList();
        assertThat(facts.subList(1, facts.size()))
                .extracting(Noted::at)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 32).mapToObj(Noted.NOON::plusSeconds).toList());
    }

    private static int writeUntilDone(CommandGateway node) {
        while (true) {
            try {
                return node.<Integer>sendAndWait(new Write("a", 2));
            } catch (ConcurrencyException stale) {
                Thread.yield();
            }
        }
    }
}
