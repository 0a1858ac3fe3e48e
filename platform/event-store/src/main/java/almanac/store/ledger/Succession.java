package almanac.store.ledger;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** The checkpoints one behind another, each signed, and those among them that were kept. */
final class Succession {

    private final LedgerKeys keys;
    private final List<Checkpoint> anchors;
    private Optional<Checkpoint> last = Optional.empty();

    Succession(LedgerKeys keys, List<Checkpoint> anchors) {
        this.keys = keys;
        this.anchors = List.copyOf(anchors);
    }

    /** The last one that was taken. */
    Optional<Checkpoint> last() {
        return last;
    }

    void take(Checkpoint checkpoint) {
        last = Optional.of(checkpoint);
    }

    /** What is wrong with one by itself and behind the last one; empty if nothing is. */
    Optional<String> fault(Checkpoint it) {
        var name = "checkpoint " + it.number();
        var due = last.map(Checkpoint::number).orElse(0L) + 1;
        if (it.number() != due) {
            return Optional.of(name + " stands where number " + due + " is due");
        }
        if (!keys.knows(it.key())) {
            return Optional.of(
                    name
                            + " is signed with the key "
                            + it.key()
                            + ", which is none of those given");
        }
        if (!keys.signed(it)) {
            return Optional.of(name + " is forged: its signature does not fit");
        }
        if (!it.previous().equals(last.map(Checkpoint::hash).orElse(Hash.NONE))) {
            return Optional.of(name + " does not follow the checkpoint before it");
        }
        if (goesBack(it)) {
            return Optional.of(name + " is older than the checkpoint before it");
        }
        return anchors.stream()
                .filter(anchor -> anchor.number() == it.number())
                .filter(anchor -> !anchor.hash().equals(it.hash()))
                .findFirst()
                .map(anchor ->
                        name
                                + " is not the one of "
                                + anchor.at()
                                + " that was kept: history was written anew");
    }

    private boolean goesBack(Checkpoint it) {
        try {
            var at = Instant.parse(it.at());
            return last.filter(its -> at.isBefore(Instant.parse(its.at()))).isPresent();
        } catch (DateTimeParseException unreadable) {
            return true;
        }
    }

    /** A kept one that has not come. */
    Optional<Checkpoint> missing() {
        var number = last.map(Checkpoint::number).orElse(0L);
        return anchors.stream().filter(anchor -> anchor.number() > number).findFirst();
    }
}
