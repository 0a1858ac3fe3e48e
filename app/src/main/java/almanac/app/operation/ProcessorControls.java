package almanac.app.operation;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import java.time.Clock;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators want of processors, noted for all nodes; each node does its part. */
final class ProcessorControls {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessorControls.class);

    private final MongoCollection<Document> wanted;
    private final Supplier<List<StreamingEventProcessor>> processors;
    private final Clock clock;

    ProcessorControls(
            MongoDatabase database,
            Supplier<List<StreamingEventProcessor>> processors,
            Clock clock) {
        this.wanted = database.getCollection("processor_controls");
        this.processors = processors;
        this.clock = clock;
    }

    /** What to do to a segment. */
    enum Cut {
        SPLIT,
        MERGE
    }

    void pause(String processor, boolean paused) {
        change(processor, combine(set("paused", paused), set("since", now())));
    }

    boolean paused(String processor) {
        return paused(Optional.ofNullable(wanted.find(eq("_id", processor)).first()));
    }

    private static boolean paused(Optional<Document> control) {
        return control.map(its -> its.getBoolean("paused", false)).orElse(false);
    }

    /** Asks whoever holds the segment; false while another wish is open. */
    boolean cut(String processor, int segment, Cut how) {
        change(processor, set("seen", now()));
        var wish =
                new Document("id", new ObjectId())
                        .append("segment", segment)
                        .append("how", how.name());
        return wanted.updateOne(and(eq("_id", processor), eq("cut", null)), set("cut", wish))
                        .getMatchedCount()
                == 1;
    }

    /** Whether a wish is still open. */
    boolean cutting(String processor) {
        return Optional.ofNullable(wanted.find(eq("_id", processor)).first())
                .map(its -> its.get("cut", Document.class))
                .isPresent();
    }

    void forgetCut(String processor) {
        change(processor, unset("cut"));
    }

    private UpdateResult change(String processor, Bson change) {
        return wanted.updateOne(eq("_id", processor), change, new UpdateOptions().upsert(true));
    }

    /**
     * Lets this node's processors do what is wanted of them; often. One thread at a time, so that
     * none acts upon what was wanted before.
     */
    synchronized void apply() {
        var all = new HashMap<String, Document>();
        wanted.find().forEach(control -> all.put(control.getString("_id"), control));
        for (var processor : processors.get()) {
            apply(processor, Optional.ofNullable(all.get(processor.getName())));
        }
    }

    private void apply(StreamingEventProcessor processor, Optional<Document> control) {
        var paused = paused(control);
        if (paused && processor.isRunning()) {
            LOG.info("{} is paused", processor.getName());
            processor.shutDown();
        } else if (!paused && !processor.isRunning()) {
            LOG.info("{} goes on", processor.getName());
            processor.start();
        }
        control.map(its -> its.get("cut", Document.class))
                .filter(wish ->
                        processor.processingStatus().containsKey(wish.getInteger("segment")))
                .ifPresent(wish -> cut(processor, wish));
    }

    /** Two threads of this node may see the same wish: one takes it. */
    private void cut(StreamingEventProcessor processor, Document wish) {
        var name = processor.getName();
        var open = and(eq("_id", name), eq("cut.id", wish.getObjectId("id")));
        if (wanted.updateOne(open, unset("cut")).getMatchedCount() == 0) {
            return;
        }
        var segment = wish.getInteger("segment");
        var done =
                switch (Cut.valueOf(wish.getString("how"))) {
                    case SPLIT -> processor.splitSegment(segment).join();
                    case MERGE -> processor.mergeSegment(segment).join();
                };
        LOG.info("{} {} segment {}: {}", name, wish.get("how"), segment, done);
    }

    /** The processors of this node, by name. */
    Map<String, StreamingEventProcessor> here() {
        var all = new HashMap<String, StreamingEventProcessor>();
        processors.get().forEach(processor -> all.put(processor.getName(), processor));
        return all;
    }

    private Date now() {
        return Date.from(clock.instant());
    }
}
