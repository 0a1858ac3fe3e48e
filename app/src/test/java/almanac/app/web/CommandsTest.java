package almanac.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.message.Actor;
import almanac.message.Notice;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CommandsTest {

    private static final Actor ACTOR = Actor.user(new UserId(1));

    private final List<Integer> waits = new ArrayList<>();
    private final List<@Nullable Object> notices = new ArrayList<>();
    private int calls;

    @Test
    void a_lost_race_is_decided_again() {
        var commands =
                handling(text -> {
                    if (calls < 3) {
                        throw new ConcurrencyException("lost");
                    }
                    return text + "!";
                });

        assertThat(commands.<String>send(ACTOR, "go")).isEqualTo("go!");
        assertThat(calls).isEqualTo(3);
    }

    @Test
    void a_race_that_is_always_lost_ends_as_a_conflict() {
        var commands =
                handling(text -> {
                    throw new ConcurrencyException("lost");
                });

        assertThatThrownBy(() -> commands.<String>send(ACTOR, "go"))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        refused ->
                                assertThat(refused.rejection())
                                        .isInstanceOf(Rejection.Conflict.class));
        assertThat(calls).isEqualTo(5);
    }

    @Test
    void what_was_made_of_an_older_state_is_made_anew_of_what_can_be_read_then() {
        var commands =
                handling(text -> {
                    if (calls < 3) {
                        throw new Rejected(new Rejection.StaleRevision(0, calls));
                    }
                    return text;
                });
        var made = new ArrayList<Integer>();

        commands.sendAsRead(
                ACTOR,
                Notice.NOBODY,
                () -> {
                    made.add(waits.size());
                    return "go";
                });

        assertThat(made).as("each after a wait").containsExactly(0, 1, 2);
        assertThat(calls).isEqualTo(3);
    }

    @Test
    void whoever_always_reads_too_early_hears_of_a_conflict() {
        var commands =
                handling(text -> {
                    throw new Rejected(new Rejection.StaleRevision(0, calls));
                });

        assertThatThrownBy(() -> commands.sendAsRead(ACTOR, Notice.NOBODY, () -> "go"))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        refused ->
                                assertThat(refused.rejection())
                                        .isInstanceOf(Rejection.Conflict.class));
        assertThat(calls).isEqualTo(20);
    }

    @Test
    void a_refusal_comes_through_and_is_not_tried_again() {
        var commands =
                handling(text -> {
                    throw Rejected.invalid("title", "too long");
                });

        assertThatThrownBy(() -> commands.<String>send(ACTOR, "go")).isInstanceOf(Rejected.class);
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void many_commands_have_an_outcome_each_and_wait_when_told_to() {
        var commands =
                handling(text -> {
                    if (text.equals("bad")) {
                        throw Rejected.invalid("title", "too long");
                    }
                    return text + "!";
                });

        var batch = commands.<String>sendAll(ACTOR, List.of("a", "bad", "b"));

        assertThat(batch.outcomes())
                .containsExactly(
                        new Outcome.Done<>("a!"),
                        new Outcome.Refused<>(new Rejection.Invalid("title", "too long")),
                        new Outcome.Done<>("b!"));
        assertThat(waits).isEmpty();

        commands.awaitVisible(batch.position(), List.of("a", "bad", "b"));
        assertThat(waits).containsExactly(3);
    }

    @Test
    void a_command_says_whom_the_writer_wants_told_and_nobody_without_a_word() {
        var commands = handling(text -> text);

        commands.<String>send(ACTOR, Notice.ATTENDEES, "tell");
        commands.<String>send(ACTOR, Notice.NOBODY, "hush");
        commands.<String>send(ACTOR, "nothing said");

        assertThat(notices).containsExactly("true", "false", null);
    }

    private Commands handling(Function<String, String> handler) {
        var bus = SimpleCommandBus.builder().build();
        bus.subscribe(
                String.class.getName(),
                message -> {
                    calls++;
                    notices.add(message.getMetaData().get(Notice.KEY));
                    return handler.apply((String) message.getPayload());
                });
        return new Commands(
                DefaultCommandGateway.builder().commandBus(bus).build(),
                (position, sent) -> waits.add(sent.size()),
                new NothingStored());
    }
}
