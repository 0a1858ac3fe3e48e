package almanac.query;

import almanac.comment.CommentFact;
import almanac.comment.CommentFact.CommentWritten;
import almanac.comment.Template;
import almanac.comment.ThreadId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Seeded random facts of a few threads that can follow each other. */
final class RandomTalk {

    private RandomTalk() {}

    static List<CommentFact> of(long seed, int count) {
        var random = new Random(seed);
        var facts = new ArrayList<CommentFact>();
        var written = new ArrayList<CommentWritten>();
        for (var number = 1L; number <= count; number++) {
            facts.add(next(random, number, written));
        }
        return facts;
    }

    private static CommentFact next(Random random, long number, List<CommentWritten> written) {
        var choice = written.isEmpty() ? 0 : random.nextInt(8);
        if (choice == 1) {
            return new CommentFact.OpenTracked(
                    ThreadId.of(World.entry(1 + random.nextInt(3))),
                    World.comment(number),
                    World.user(1 + random.nextInt(3)),
                    LocalDate.of(2026, 1, 1).plusDays(number),
                    "seen");
        }
        var about = written.isEmpty() ? Optional.<CommentWritten>empty() : any(random, written);
        if (choice > 4 && about.isPresent()) {
            return change(random, about.get());
        }
        var fact = write(random, number, choice == 0 ? Optional.empty() : about);
        written.add(fact);
        return fact;
    }

    private static Optional<CommentWritten> any(Random random, List<CommentWritten> written) {
        return Optional.of(written.get(random.nextInt(written.size())));
    }

    private static CommentWritten write(
            Random random, long number, Optional<CommentWritten> parent) {
        return new CommentWritten(
                parent.map(CommentWritten::thread)
                        .orElseGet(() -> ThreadId.of(World.entry(1 + random.nextInt(3)))),
                World.comment(number),
                World.user(1 + random.nextInt(3)),
                parent.map(CommentWritten::comment),
                Optional.of(Template.QUICK_NOTE).filter(t -> random.nextBoolean()),
                "comment " + number,
                random.nextBoolean());
    }

    private static CommentFact change(Random random, CommentWritten about) {
        return switch (random.nextInt(3)) {
            case 0 ->
                    new CommentFact.CommentEdited(
                            about.thread(), about.comment(), "edit " + random.nextInt(100));
            case 1 ->
                    new CommentFact.CommentFlagged(
                            about.thread(), about.comment(), World.user(1 + random.nextInt(3)));
            default -> new CommentFact.CommentUnflagged(about.thread(), about.comment());
        };
    }
}
