package almanac.app.testing;

import almanac.app.config.StandIns;
import java.util.List;

/** Configuration that tests add to the application. */
final class Extras {

    private Extras() {}

    static List<Class<?>> sources() {
        return List.of(StandIns.class);
    }
}
