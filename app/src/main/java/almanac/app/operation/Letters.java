package almanac.app.operation;

import almanac.connection.MappingId;
import almanac.entry.EntryId;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.operation.DeadLetterView;
import almanac.sync.lifecycle.DeadLetters;
import almanac.sync.work.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;

/**
 * What gave up, wherever it did: facts that a policy cannot handle, edits that cannot be pushed,
 * and units of sync that do not run. Names are {@code policies:<fact>}, {@code edit:<mapping>:
 * <entry>} and {@code unit:<kind>:<number>}.
 */
final class Letters {

    private final Supplier<EventProcessingConfiguration> axon;
    private final List<String> policies;
    private final DeadLetters sync;
    private final Payloads payloads;

    Letters(
            Supplier<EventProcessingConfiguration> axon,
            List<String> policies,
            DeadLetters sync,
            Payloads payloads) {
        this.axon = axon;
        this.policies = policies;
        this.sync = sync;
        this.payloads = payloads;
    }

    /** All, the latest first. */
    List<DeadLetterView> latest(int limit) {
        var all = new ArrayList<DeadLetterView>();
        for (var policy : policies) {
            queue(policy)
                    .ifPresent(queue -> {
                        for (var sequence : queue.deadLetters()) {
                            all.addAll(sequence(policy, sequence, limit));
                        }
                    });
        }
        sync.edits(limit).forEach(each -> all.add(SyncLetters.of(each)));
        sync.units(limit).forEach(each -> all.add(SyncLetters.of(each)));
        all.sort(Comparator.comparing(DeadLetterView::since).reversed());
        return all.subList(0, Math.min(limit, all.size()));
    }

    private List<DeadLetterView> sequence(
            String policy, Iterable<DeadLetter<? extends EventMessage<?>>> sequence, int limit) {
        var letters = new ArrayList<DeadLetter<? extends EventMessage<?>>>();
        sequence.forEach(letters::add);
        return letters.stream()
                .limit(limit)
                .map(letter -> view(policy, letter, letters.size(), Optional.empty()))
                .toList();
    }

    /** How many facts wait for a policy. */
    long size(String policy) {
        return queue(policy).map(SequencedDeadLetterQueue::size).orElse(0L);
    }

    List<String> policies() {
        return policies;
    }

    DeadLetterView one(String id, boolean unmasked) {
        var parts = id.split(":", 2);
        if (!policies.contains(parts[0])) {
            return latest(Integer.MAX_VALUE).stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> missing(id));
        }
        var letter = letter(id);
        var payload = payloads.of(letter.message(), unmasked);
        return view(parts[0], letter, sizeOf(parts[0], letter), Optional.of(payload));
    }

    private long sizeOf(String policy, DeadLetter<? extends EventMessage<?>> letter) {
        return queue(policy).map(queue -> queue.sequenceSize(sequenceOf(letter))).orElse(0L);
    }

    /** Tries once more; whether nothing of it is left. */
    boolean retry(String id) {
        return switch (id.split(":", 2)[0]) {
            case "edit" -> require(sync.retry(mapping(id), entry(id)), id);
            case "unit" -> {
                one(id, false);
                sync.retry(unit(id));
                yield true;
            }
            default -> {
                var letter = letter(id);
                yield axon.get()
                        .sequencedDeadLetterProcessor(id.split(":", 2)[0])
                        .orElseThrow(() -> missing(id))
                        .process(each -> sequenceOf(each).equals(sequenceOf(letter)));
            }
        };
    }

    void discard(String id) {
        switch (id.split(":", 2)[0]) {
            case "edit" -> require(sync.discard(mapping(id), entry(id)), id);
            case "unit" ->
                    throw new Rejected(
                            new Rejection.Conflict(
                                    "", "a unit of sync is retried or its mapping ended"));
            default -> {
                var letter = letter(id);
                queue(id.split(":", 2)[0]).orElseThrow(() -> missing(id)).evict(letter);
            }
        }
    }

    private DeadLetter<? extends EventMessage<?>> letter(String id) {
        var parts = id.split(":", 2);
        var queue = Optional.of(parts[0]).filter(policies::contains).flatMap(this::queue);
        for (var sequence : queue.orElseThrow(() -> missing(id)).deadLetters()) {
            for (var letter : sequence) {
                if (letter.message().getIdentifier().equals(parts[1])) {
                    return letter;
                }
            }
        }
        throw missing(id);
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
                policy + ":" + letter.message().getIdentifier(),
                policy,
                sequenceOf(letter),
                sequenceOf(letter),
                waiting,
                letter.message().getPayloadType().getSimpleName(),
                letter.cause().map(Letters::reason).orElse(""),
                letter.enqueuedAt(),
                letter.lastTouched(),
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

    private static boolean require(boolean done, String id) {
        if (!done) {
            throw missing(id);
        }
        return true;
    }

    private static MappingId mapping(String id) {
        return new MappingId(number(id, 1));
    }

    private static EntryId entry(String id) {
        return new EntryId(number(id, 2));
    }

    private static Unit unit(String id) {
        try {
            return new Unit(Unit.Kind.valueOf(id.split(":")[1]), number(id, 2));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException noUnit) {
            throw missing(id);
        }
    }

    private static long number(String id, int part) {
        try {
            var number = Long.parseLong(id.split(":")[part]);
            if (number < 1) {
                throw missing(id);
            }
            return number;
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException noNumber) {
            throw missing(id);
        }
    }

    static Rejected missing(String id) {
        return new Rejected(new Rejection.NotFound("Dead letter", id));
    }
}
