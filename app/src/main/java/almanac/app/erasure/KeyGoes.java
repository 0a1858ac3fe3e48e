package almanac.app.erasure;

import almanac.app.personal.PersonKeys;
import java.util.Map;

/** What the person ever wrote cannot be read from the history any more. There is no way back. */
final class KeyGoes implements Step {

    private final PersonKeys keys;

    KeyGoes(PersonKeys keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "key";
    }

    @Override
    public Outcome run(Job job) {
        keys.destroy(job.user(), job.id().toString());
        return new Done(Map.of("keys", 1L));
    }
}
