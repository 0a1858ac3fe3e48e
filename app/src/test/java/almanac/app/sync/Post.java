package almanac.app.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** What becomes of webhooks on their way. */
final class Post {

    private final SyncWorld world;
    private final SplittableRandom random;
    private final Story story;
    private final List<Runnable> late = new ArrayList<>();

    Post(SyncWorld world, SplittableRandom random, Story story) {
        this.world = world;
        this.random = random;
        this.story = story;
    }

    void carries() {
        var all = new ArrayList<>(world.webhooks());
        world.webhooks().clear();
        switch (random.nextInt(5)) {
            case 0 -> story.told("webhooks", "are lost: " + all.size());
            case 1 -> {
                all.addAll(List.copyOf(all));
                world.webhooks().addAll(all);
                story.told("webhooks", "come twice");
            }
            case 2 -> {
                Collections.shuffle(all, new Random(random.nextLong()));
                world.webhooks().addAll(all);
                story.told("webhooks", "come in any order");
            }
            case 3 -> {
                late.addAll(all);
                story.told("webhooks", "are late: " + all.size());
            }
            default -> {
                world.webhooks().addAll(late);
                world.webhooks().addAll(all);
                late.clear();
                story.told("webhooks", "come at last");
            }
        }
    }
}
