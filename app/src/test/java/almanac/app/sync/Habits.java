package almanac.app.sync;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What the people of a life do beyond what all do: edit, move, delete, answer, tie and untie. Drawn
 * from a stream of its own, so that a life of few habits is what it was before there were any.
 */
final class Habits {

    /** One habit. */
    enum Habit {
        /** Goes back to what an entry or an occurrence was. */
        RESTORES,
        /** Adds dates to series (RDATE), takes them away, leaves days out and has them again. */
        DATES,
        /** Imports files into calendars that are mapped. */
        FILES,
        /** Changes policy and direction of what is mapped, also while a provider is talked to. */
        TERMS,
        /** Unties calendars and disconnects accounts while a provider is talked to. */
        UNTIES,
        /** May only read a calendar, then may write it again. */
        RIGHTS,
        /** Settles what is in dispute, and changes its mind, while others go on. */
        DISPUTES,
        /** Keeps things in calendars that are mapped to nothing, on either side. */
        ELSEWHERE,
        /** Says something of entries; then no calendar is ever untied. */
        COMMENTS
    }

    private final SplittableRandom random;
    private final Set<Habit> all = EnumSet.noneOf(Habit.class);
    private final List<Habit> acts;

    /**
     * @param wider false for lives without habits
     */
    Habits(long seed, boolean wider) {
        this.random = new SplittableRandom(~seed);
        for (var habit : Habit.values()) {
            if (wider && random.nextInt(3) == 0) {
                all.add(habit);
            }
        }
        if (has(Habit.COMMENTS)) {
            all.remove(Habit.UNTIES);
        }
        this.acts = all.stream().filter(each -> each != Habit.ELSEWHERE).toList();
    }

    boolean has(Habit habit) {
        return all.contains(habit);
    }

    /** Whether somebody does now what not all do. */
    boolean now() {
        return !acts.isEmpty() && random.nextInt(3) == 0;
    }

    /** What they do; only where there is something. */
    Habit next() {
        return acts.get(random.nextInt(acts.size()));
    }

    SplittableRandom random() {
        return random;
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
