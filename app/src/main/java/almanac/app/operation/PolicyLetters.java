package almanac.app.operation;

import almanac.operation.DeadLetterView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;

/** Facts that a policy could not handle, with what waits behind them. */
final class PolicyLetters implements LetterBox {

    private final Supplier<EventProcessingConfiguration> axon;
    private final List<String> policies;
    private final Payloads payloads;

    /**
     * @param policies the names of those that have a queue
     */
    PolicyLetters(
            Supplier<EventProcessingConfiguration> axon, List<String> policies, Payloads payloads) {
        this.axon = axon;
        this.policies = policies;
        this.payloads = payloads;
    }

    List<String> policies() {
        return policies;
    }

    /** How many facts wait for a policy. */
    long size(String policy) {
        return queue(policy).map(SequencedDeadLetterQueue::size).orElse(0L);
    }

    @Override
    public boolean has(String word) {
        return policies.contains(word);
    }

    @Override
    public List<DeadLetterView> latest(int limit) {
        var all = new ArrayList<DeadLetterView>();
        for (var policy : policies) {
            queue(policy)
                    .ifPresent(queue -> {
                        for (var sequence : queue.deadLetters()) {
                            all.addAll(sequence(policy, sequence, limit));
                        }
                    });
        }
        return all;
    }

    private static List<DeadLetterView> sequence(
            String policy, Iterable<DeadLetter<? extends EventMessage<?>>> sequence, int limit) {
        var letters = new ArrayList<DeadLetter<? extends EventMessage<?>>>();
        sequence.forEach(letters::add);
        return letters.stream()
                .limit(limit)
                .map(letter -> view(policy, letter, letters.size(), Optional.empty()))
                .toList();
    }

    @Override
    public DeadLetterView one(String id, boolean unmasked) {
        var letter = letter(id);
        var waiting = queue(policy(id)).map(queue -> queue.sequenceSize(sequenceOf(letter)));
        var payload = payloads.of(letter.message(), unmasked);
        return view(policy(id), letter, waiting.orElse(0L), Optional.of(payload));
    }

    @Override
    public boolean retry(String id) {
        var letter = letter(id);
        return axon.get()
                .sequencedDeadLetterProcessor(policy(id))
                .orElseThrow(() -> Letters.missing(id))
                .process(each -> sequenceOf(each).equals(sequenceOf(letter)));
    }

    @Override
    public void discard(String id) {
        var letter = letter(id);
        queue(policy(id)).orElseThrow(() -> Letters.missing(id)).evict(letter);
    }

    private static String policy(String id) {
        return id.split(":", 2)[0];
    }

    private DeadLetter<? extends EventMessage<?>> letter(String id) {
        var queue = queue(policy(id)).orElseThrow(() -> Letters.missing(id));
        for (var sequence : queue.deadLetters()) {
            for (var letter : sequence) {
                if (id.equals(name(policy(id), letter))) {
                    return letter;
                }
            }
        }
        throw Letters.missing(id);
    }

    private static String name(String policy, DeadLetter<? extends EventMessage<?>> letter) {
        return policy + ":" + letter.message().getIdentifier();
    }

    private Optional<SequencedDeadLetterQueue<EventMessage<?>>> queue(String policy) {
        return axon.get().deadLetterQueue(policy);
    }

    private static DeadLetterView view(
            String policy,
            DeadLetter<? extends EventMessage<?>> letter,
            long waiting,
            Optional<String> payload) {
        return new DeadLetterView(
                name(policy, letter),
                policy,
                sequenceOf(letter),
                sequenceOf(letter),
                waiting,
                letter.message().getPayloadType().getSimpleName(),
                letter.cause().map(PolicyLetters::reason).orElse(""),
                letter.enqueuedAt(),
                letter.lastTouched(),
                true,
                payload);
    }

    private static String reason(Cause cause) {
        return cause.type().replaceFirst(".*\\.", "") + ": " + cause.message();
    }

    /** Axon's default: what happens to one aggregate stays in order. */
    private static String sequenceOf(DeadLetter<? extends EventMessage<?>> letter) {
        return letter.message() instanceof DomainEventMessage<?> fact
                ? fact.getAggregateIdentifier()
                : letter.message().getIdentifier();
    }
}
