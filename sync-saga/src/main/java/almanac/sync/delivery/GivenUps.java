package almanac.sync.delivery;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What was given up of all that goes out one way, for who looks after it. */
public final class GivenUps<T> {

    private final Outbox<T> outbox;
    private final BiFunction<Sent<T>, String, GivenUp> shown;

    /**
     * @param shown tells of a parcel, given its content as JSON
     */
    public GivenUps(Outbox<T> outbox, BiFunction<Sent<T>, String, GivenUp> shown) {
        this.outbox = outbox;
        this.shown = shown;
    }

    /** The latest first. */
    public List<GivenUp> latest(int limit) {
        return outbox.dead(limit).stream().map(this::shown).toList();
    }

    public Optional<GivenUp> find(String name) {
        return sent(name).map(this::shown);
    }

    /** Lets it go once more; false where nothing of that name was given up. */
    public boolean retry(String name) {
        return sent(name).filter(each -> outbox.revive(each.parcel().id())).isPresent();
    }

    /** Gives it up for good; false where nothing of that name was given up. */
    public boolean discard(String name) {
        return sent(name).filter(each -> outbox.discard(each.parcel().id())).isPresent();
    }

    private Optional<Sent<T>> sent(String name) {
        return outbox.dead(Integer.MAX_VALUE).stream()
                .filter(each -> shown(each).name().equals(name))
                .findFirst();
    }

    private GivenUp shown(Sent<T> sent) {
        return shown.apply(sent, outbox.text(sent.parcel()));
    }
}
