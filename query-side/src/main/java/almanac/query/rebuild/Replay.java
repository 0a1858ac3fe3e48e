package almanac.query.rebuild;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bson.conversions.Bson;

/**
 * Folds whole streams into a generation that nobody reads yet, each document written once. Reads
 * and parses one page while the page before is folded and written. Makings that need all facts in
 * order get them so.
 */
final class Replay {

    private final Jobs jobs;
    private final History history;
    private final Group group;
    private final int generation;
    private final Pace pace = new Pace();

    Replay(Jobs jobs, History history, Group group, int generation) {
        this.jobs = jobs;
        this.history = history;
        this.group = group;
        this.generation = generation;
    }

    /** Goes on where it was left; returns early where an operator wants no more of it. */
    Job run(Job begun) {
        var job = begun;
        if (job.total() == 0) {
            group.makings().forEach(making -> making.ensureIndexes(generation));
            job = kept(job, set("total", total(job.upTo())));
        }
        try (var reader =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("rebuild-reader").factory())) {
            var makings = group.makings();
            while (job.making() < makings.size() && !job.cancelled()) {
                var making = makings.get(job.making());
                job =
                        making instanceof StreamMaking<?> byStream
                                ? one(job, byStream, reader)
                                : inOrder(job, making);
            }
        }
        return job;
    }

    private long total(long upTo) {
        return group.makings().stream()
                .mapToLong(making ->
                        making instanceof StreamMaking<?> byStream
                                ? history.commits(byStream.streams())
                                : upTo + 1)
                .sum();
    }

    /** All facts by position, for what must know what came before. */
    private <F> Job inOrder(Job begun, Making<F> making) {
        var job = begun;
        while (job.position() < job.upTo() && !job.cancelled()) {
            var upTo = job.upTo();
            var messages =
                    history.from(job.position() + 1).stream()
                            .takeWhile(message -> Facts.position(message) <= upTo)
                            .toList();
            var facts = Facts.of(making, messages);
            if (!facts.isEmpty()) {
                making.write(generation, facts);
            }
            var position = messages.isEmpty() ? upTo : Facts.position(messages.getLast());
            job =
                    kept(
                            job,
                            set("position", position),
                            set("commits", job.commits() + position - job.position()),
                            set("facts", job.facts() + facts.size()),
                            set("rate", pace.rate()));
            pace.passed(facts.size(), job.mostPerSecond());
        }
        return job.cancelled() ? job : kept(job, set("making", job.making() + 1));
    }

    private record Page<F>(History.Page read, List<Stamped<F>> facts) {}

    private <F> Job one(Job begun, StreamMaking<F> making, ExecutorService reader) {
        var job = begun;
        var after = job.stream().isEmpty() ? making.streams() : job.stream();
        var coming = read(job, making, after, reader);
        while (true) {
            var page = coming.join();
            var more = !page.read().ended() && !job.cancelled();
            if (more) {
                coming = read(job, making, page.read().last(), reader);
            }
            if (!page.facts().isEmpty()) {
                making.begin(generation, page.facts());
            }
            job = kept(job, passed(job, page));
            if (!job.cancelled()) {
                pace.passed(page.facts().size(), job.mostPerSecond());
            }
            if (!more) {
                return job.cancelled() && !page.read().ended()
                        ? job
                        : kept(job, set("making", job.making() + 1), set("stream", ""));
            }
        }
    }

    private <F> CompletableFuture<Page<F>> read(
            Job job, StreamMaking<F> making, String after, ExecutorService reader) {
        var upTo = job.upTo();
        return CompletableFuture.supplyAsync(
                () -> {
                    var page = history.page(making.streams(), after, upTo);
                    return new Page<>(page, Facts.of(making, page.facts()));
                },
                reader);
    }

    private Bson passed(Job job, Page<?> page) {
        return combine(
                set("stream", page.read().last()),
                set("commits", job.commits() + page.read().commits()),
                set("facts", job.facts() + page.facts().size()),
                set("rate", pace.rate()));
    }

    private Job kept(Job job, Bson... changes) {
        return jobs.progress(job, changes).orElseThrow(Rebuilder.ClaimLost::new);
    }
}
