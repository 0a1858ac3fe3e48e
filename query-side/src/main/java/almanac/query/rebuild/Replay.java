package almanac.query.rebuild;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import org.bson.conversions.Bson;

/**
 * Folds whole streams into a generation that nobody reads yet, each document written once. One page
 * after the other: a rebuild that reads ahead takes a second core from the requests of a small
 * machine. Makings that need all facts in order get them so.
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
        var makings = group.makings();
        while (job.making() < makings.size() && !job.cancelled()) {
            var making = makings.get(job.making());
            job =
                    making instanceof StreamMaking<?> byStream
                            ? one(job, byStream)
                            : inOrder(job, making);
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
            job = pace.passed(job, facts.size(), this::kept);
        }
        return job.cancelled() ? job : kept(job, set("making", job.making() + 1));
    }

    private <F> Job one(Job begun, StreamMaking<F> making) {
        var job = begun;
        var ended = false;
        while (!ended && !job.cancelled()) {
            var after = job.stream().isEmpty() ? making.streams() : job.stream();
            var page = history.page(making.streams(), after, job.upTo());
            var facts = Facts.of(making, page.facts());
            if (!facts.isEmpty()) {
                making.begin(generation, facts);
            }
            job = kept(job, passed(job, page, facts.size()));
            ended = page.ended();
            job = pace.passed(job, facts.size(), this::kept);
        }
        return ended ? kept(job, set("making", job.making() + 1), set("stream", "")) : job;
    }

    private Bson passed(Job job, History.Page page, int facts) {
        return combine(
                set("stream", page.last()),
                set("commits", job.commits() + page.commits()),
                set("facts", job.facts() + facts),
                set("rate", pace.rate()));
    }

    private Job kept(Job job, Bson... changes) {
        return jobs.progress(job, changes).orElseThrow(Rebuilder.ClaimLost::new);
    }
}
