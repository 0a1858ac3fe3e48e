package almanac.app.operation;

import almanac.connection.MappingId;
import almanac.entry.EntryId;
import almanac.operation.DeadLetterView;
import almanac.sync.exchange.Outbox;
import almanac.sync.lifecycle.DeadLetters;
import java.util.List;
import java.util.Optional;

/** Edits that a provider refuses. */
final class EditLetters implements LetterBox {

    private static final String WORD = "edit";

    private final DeadLetters sync;

    EditLetters(DeadLetters sync) {
        this.sync = sync;
    }

    @Override
    public boolean has(String word) {
        return word.equals(WORD);
    }

    @Override
    public List<DeadLetterView> latest(int limit) {
        return sync.edits(limit).stream().map(EditLetters::view).toList();
    }

    @Override
    public DeadLetterView one(String id, boolean unmasked) {
        return latest(Integer.MAX_VALUE).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Letters.missing(id));
    }

    @Override
    public boolean retry(String id) {
        return Letters.require(sync.retry(mapping(id), entry(id)), id);
    }

    @Override
    public void discard(String id) {
        var unused = Letters.require(sync.discard(mapping(id), entry(id)), id);
    }

    private static MappingId mapping(String id) {
        return new MappingId(Letters.number(id, 1));
    }

    private static EntryId entry(String id) {
        return new EntryId(Letters.number(id, 2));
    }

    private static DeadLetterView view(Outbox.Parked edit) {
        var mapping = edit.mapping().value();
        return new DeadLetterView(
                WORD + ":" + mapping + ":" + edit.entry().value(),
                "outbox",
                edit.entry().toString(),
                "mapping-" + mapping,
                1,
                "push",
                edit.reason(),
                edit.at(),
                edit.at(),
                true,
                Optional.empty());
    }
}
