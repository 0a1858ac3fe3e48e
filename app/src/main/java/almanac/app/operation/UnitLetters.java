package almanac.app.operation;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.operation.DeadLetterView;
import almanac.sync.lifecycle.DeadLetters;
import almanac.sync.work.ParkedUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Units of sync that do not run; they can be let run, not given up. */
final class UnitLetters implements LetterBox {

    private static final String WORD = "unit";

    private final DeadLetters sync;

    UnitLetters(DeadLetters sync) {
        this.sync = sync;
    }

    @Override
    public boolean has(String word) {
        return word.equals(WORD);
    }

    @Override
    public List<DeadLetterView> latest(int limit) {
        return sync.units(limit).stream().map(UnitLetters::view).toList();
    }

    @Override
    public DeadLetterView one(String id, boolean unmasked) {
        return view(unit(id));
    }

    @Override
    public boolean retry(String id) {
        sync.retry(unit(id).unit());
        return true;
    }

    @Override
    public void discard(String id) {
        var there = one(id, false);
        throw new Rejected(
                new Rejection.Conflict(
                        "",
                        there.subject() + " is retried, or its mapping ended, never discarded"));
    }

    private ParkedUnit unit(String id) {
        return sync.units(Integer.MAX_VALUE).stream()
                .filter(each -> name(each).equals(id))
                .findFirst()
                .orElseThrow(() -> Letters.missing(id));
    }

    private static String name(ParkedUnit unit) {
        return WORD + ":" + unit.unit().kind() + ":" + unit.unit().id();
    }

    private static DeadLetterView view(ParkedUnit unit) {
        return new DeadLetterView(
                name(unit),
                "sync-work",
                unit.unit().toString(),
                "connection-" + unit.account().value(),
                1,
                unit.unit().kind().name().toLowerCase(Locale.ROOT),
                unit.reason(),
                unit.at(),
                unit.at(),
                false,
                Optional.empty());
    }
}
