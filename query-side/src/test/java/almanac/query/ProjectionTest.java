package almanac.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.automation.Action;
import almanac.automation.Logic;
import almanac.automation.Reach;
import almanac.automation.RuleDetails;
import almanac.automation.RuleFact;
import almanac.automation.RuleId;
import almanac.automation.RunFact;
import almanac.automation.RunId;
import almanac.automation.Trigger;
import almanac.connection.ConflictFact;
import almanac.connection.ConflictId;
import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.MappingId;
import almanac.connection.ProviderKind;
import almanac.connection.Side;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryFact;
import almanac.time.Span;
import almanac.webhook.EndpointDetails;
import almanac.webhook.EndpointFact;
import almanac.webhook.EndpointId;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Read models are folds: the same facts, the same documents, however they arrive. */
class ProjectionTest {

    private static final Span DAY =
            new Span.AllDay(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 25));

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 2 * Integer.getInteger("random.times", 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_batch_of_any_size_gives_the_same_documents(long seed) {
        var one = worldWith(seed);
        one.feed(one.history(), 1);
        for (var size : List.of(2, 7, 50, 1000)) {
            var other = worldWith(seed);
            other.feed(other.history(), size);
            assertThat(other.documents())
                    .as("seed %d, batches of %d", seed, size)
                    .isEqualTo(one.documents());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void facts_that_come_again_change_nothing(long seed) {
        var world = worldWith(seed);
        world.feed(world.history(), 40);
        var before = world.documents();
        var random = new Random(seed);
        for (var again = 0; again < 5; again++) {
            var from = random.nextInt(world.history().size());
            world.feed(
                    world.history().subList(from, world.history().size()), 1 + random.nextInt(90));
        }
        world.feed(world.history(), 30);
        assertThat(world.documents()).as("seed %d", seed).isEqualTo(before);
    }

    @Test
    void a_batch_half_of_which_is_known_is_finished() {
        var world = worldWith(21);
        var half = world.history().subList(0, 150);
        world.feed(half, 50);
        world.feed(world.history(), 500);
        var fresh = worldWith(21);
        fresh.feed(fresh.history(), 1);
        assertThat(world.documents()).isEqualTo(fresh.documents());
    }

    @Test
    void a_replay_after_a_reset_gives_the_same_documents() {
        var world = worldWith(31);
        world.feed(world.history(), 20);
        var before = world.documents();
        world.reset();
        assertThat(world.documents().values()).allSatisfy(all -> assertThat(all).isEmpty());
        world.feed(world.history(), 200);
        assertThat(world.documents()).isEqualTo(before);
    }

    @Test
    void a_batch_is_written_even_when_facts_of_others_end_it() {
        var world = new World();
        var batch = new ArrayList<DomainEventMessage<?>>();
        batch.add(world.message(World.single(1, 1, "first", DAY)));
        batch.add(world.message(World.said(1, 1, 1, Optional.empty())));
        batch.add(world.message(World.opened(1, 1, "home")));
        batch.add(world.message(World.taught(1, 1, "biology")));
        batch.add(world.message(connected()));
        batch.add(world.message(disagreed()));
        batch.add(world.message(ruled()));
        batch.add(world.message(ran()));
        batch.add(world.message(listening()));
        batch.add(world.message(World.registered(1, "anna")));
        world.feed(batch, 10);
        var written = new HashMap<>(world.documents());
        assertThat(written.remove("history_v1")).hasSize(10);
        assertThat(written.values()).allSatisfy(all -> assertThat(all).hasSize(1));
    }

    private static Object listening() {
        return new EndpointFact.EndpointRegistered(
                new EndpointId(1),
                World.user(1),
                EndpointDetails.events(
                        URI.create("https://hooks.example.com/"), List.of(), Optional.empty()));
    }

    private static Object connected() {
        return new ConnectionFact.Connected(
                new ConnectionId(1),
                World.user(1),
                ProviderKind.GOOGLE,
                "account",
                "anna@gmail.com",
                Set.of(),
                false);
    }

    private static Object disagreed() {
        return new ConflictFact.ConflictDetected(
                new ConflictId(1),
                World.user(1),
                new ConnectionId(1),
                new MappingId(1),
                World.entry(1),
                List.of(),
                Side.PROVIDER);
    }

    private static Object ruled() {
        return new RuleFact.RuleCreated(
                new RuleId(1),
                World.user(1),
                new RuleDetails(
                        "rule",
                        Optional.empty(),
                        Trigger.EVENT_CREATED,
                        true,
                        Logic.AND,
                        List.of(),
                        List.of(new Action.Cancel())));
    }

    private static Object ran() {
        return new RunFact.RunBegun(
                new RunId(new RuleId(1), World.entry(1), 0, OptionalLong.empty()),
                1,
                World.user(1),
                Optional.empty(),
                Reach.WHOLE,
                List.of());
    }

    @Test
    void a_batch_is_in_the_store_before_the_token_is() {
        var world = new World();
        world.message(World.single(1, 1, "first", DAY));
        world.message(World.single(2, 1, "second", DAY));
        var atTokenTime = new ArrayList<Document>();
        world.feedBatch(world.history(), () -> atTokenTime.addAll(entries(world)));
        assertThat(atTokenTime).hasSize(2);
    }

    @Test
    void times_and_revision_are_those_of_the_facts() {
        var world =
                new World()
                        .happen(
                                World.single(1, 1, "first", DAY),
                                new EntryFact.EntryUpdated(
                                        World.entry(1), List.of(new Change.Title("second"))));
        var document = entries(world).getFirst();
        assertThat(document.getDate("created")).isEqualTo("2026-01-01T00:00:00.000+0000");
        assertThat(document.getDate("updated").getTime() - document.getDate("created").getTime())
                .isEqualTo(1000);
        assertThat(document.getLong("revision")).isEqualTo(1);
    }

    @Test
    void a_deleted_entry_leaves_its_revision_but_no_place_on_a_calendar() {
        var world =
                new World()
                        .happen(
                                World.single(1, 7, "gone", DAY),
                                new EntryFact.EntryDeleted(World.entry(1), World.calendar(7)));
        assertThat(entries(world).getFirst())
                .containsEntry("revision", 1L)
                .containsEntry("formerCalendar", 7L)
                .doesNotContainKeys("calendar", "cell", "state");
        assertThat(world.side().calendarOf(World.entry(1))).isEmpty();
        world.happen(World.single(1, 8, "back", DAY));
        assertThat(world.side().calendarOf(World.entry(1))).contains(World.calendar(8));
    }

    @Test
    void facts_without_their_beginning_stop_the_processor() {
        var world = new World();
        world.message(World.single(1, 1, "never seen", DAY));
        assertThatThrownBy(() ->
                        world.happen(
                                new EntryFact.EntryUpdated(
                                        World.entry(1), List.of(new Change.Title("x")))))
                .rootCause()
                .hasMessageContaining("no entry yet");
    }

    @Test
    void every_detail_survives_the_way_through_the_store() {
        var world = new World();
        var created = (EntryFact.EntryCreated) World.single(1, 1, "t", DAY);
        var details =
                Details.titled("Ünïcode \"quoted\" 🎄")
                        .withAll(
                                List.of(
                                        new Change.Tags(List.of("a", "b")),
                                        new Change.Extras(List.of("X-FOO:bar"))));
        world.happen(
                World.registered(1, "anna"),
                World.opened(1, 1, "home"),
                new EntryFact.EntryCreated(
                        created.entry(),
                        created.calendar(),
                        created.uid(),
                        created.creator(),
                        details,
                        created.span(),
                        created.recurrence(),
                        created.numbering()));
        var view =
                world.ask(
                        new almanac.entry.EntryQuery.EntryByNumber(
                                almanac.entry.EntryNumber.of(World.entry(1)), World.user(1)),
                        almanac.entry.EntryView.class);
        assertThat(view.details()).isEqualTo(details);
        assertThat(view.span()).isEqualTo(DAY);
        assertThat(view.uid()).isEqualTo("uid-1");
        assertThat(view.creator().username()).isEqualTo("anna");
    }

    private static List<Document> entries(World world) {
        return world.documents().getOrDefault("entries_v2", List.of());
    }

    private static World worldWith(long seed) {
        var world = new World();
        var talk = RandomTalk.of(seed, 60).iterator();
        for (var fact : new RandomHistory(seed, 4).facts(300, 40)) {
            world.message(fact);
            if (talk.hasNext()) {
                world.message(talk.next());
            }
        }
        return world;
    }
}
