package almanac.app.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** What happened in a life, to be read when it ends badly. */
final class Story {

    private final String life;
    private final SyncWorld world;
    private final Collection<String> warnings;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param life the options by which it is lived again
     * @param warnings what the engine did not expect
     */
    Story(String life, SyncWorld world, Collection<String> warnings) {
        this.life = life;
        this.world = world;
        this.warnings = warnings;
    }

    void told(String who, String what) {
        lines.add(world.clock.instant() + " " + who + " " + what);
    }

    Collection<String> warnings() {
        return warnings;
    }

    /** All of it, under what does not hold. */
    String why(String what) {
        return what
                + "\n"
                + life
                + " runs this one alone\n"
                + String.join("\n", lines)
                + "\n"
                + String.join("\n", warnings)
                + "\n"
                + String.join("\n", world.memory());
    }
}
