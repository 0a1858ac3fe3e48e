package almanac.store;

import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoSocketWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A collection whose writes go wrong as a test wants it; everything else is passed on. */
final class FaultyCollection {

    /** What becomes of one write. */
    enum Fault {
        NONE,
        /** The connection breaks before anything is sent. */
        LOST_BEFORE,
        /** The write is done, the answer is lost. */
        LOST_ANSWER,
        /** Half of an ordered write is done, then the connection breaks. */
        LOST_HALF,
        /** The sender gives up, and the write reaches the server after the next one. */
        LATE,
        /** The writer dies before anything is sent. */
        KILLED_BEFORE,
        /** The writer dies after the write was done. */
        KILLED_AFTER
    }

    /** Stands for kill -9 of the thread that writes. */
    static final class Killed extends Error {}

    private final MongoCollection<Document> target;
    private final Supplier<Fault> faults;
    private final Runnable beforeWrite;
    private final Queue<List<Document>> late = new ConcurrentLinkedQueue<>();

    private FaultyCollection(
            MongoCollection<Document> target, Supplier<Fault> faults, Runnable beforeWrite) {
        this.target = target;
        this.faults = faults;
        this.beforeWrite = beforeWrite;
    }

    static MongoCollection<Document> of(MongoCollection<Document> target, Fault... script) {
        Queue<Fault> left = new ArrayDeque<>(List.of(script));
        return of(target, () -> Objects.requireNonNullElse(left.poll(), Fault.NONE));
    }

    /** Asks for a fault before each write; writes come from one thread at a time. */
    static MongoCollection<Document> of(MongoCollection<Document> target, Supplier<Fault> faults) {
        return new FaultyCollection(target, faults, () -> {}).proxy();
    }

    /** Runs the action before each write is sent. */
    static MongoCollection<Document> before(MongoCollection<Document> target, Runnable action) {
        return new FaultyCollection(target, () -> Fault.NONE, action).proxy();
    }

    @SuppressWarnings("unchecked")
    private MongoCollection<Document> proxy() {
        return (MongoCollection<Document>)
                Proxy.newProxyInstance(
                        FaultyCollection.class.getClassLoader(),
                        new Class<?>[] {MongoCollection.class},
                        (proxy, method, arguments) -> call(proxy, method, arguments));
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object call(Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().startsWith("with")) {
            return proxy;
        }
        if (method.getName().equals("insertMany") && arguments != null) {
            insert((List<Document>) arguments[0]);
            return null;
        }
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void insert(List<Document> documents) {
        beforeWrite.run();
        switch (faults.get()) {
            case NONE -> {
                write(documents);
                arriveLate();
            }
            case LOST_BEFORE -> throw new MongoSocketWriteException("fault", address(), broken());
            case LOST_ANSWER -> {
                write(documents);
                throw new MongoSocketReadException("fault", address(), broken());
            }
            case LOST_HALF -> {
                write(documents.subList(0, (documents.size() + 1) / 2));
                throw new MongoSocketReadException("fault", address(), broken());
            }
            case LATE -> {
                late.add(documents);
                throw new MongoSocketReadException("fault", address(), broken());
            }
            case KILLED_BEFORE -> throw new Killed();
            case KILLED_AFTER -> {
                write(documents);
                throw new Killed();
            }
        }
    }

    private void write(List<Document> documents) {
        target.insertMany(documents, new InsertManyOptions().ordered(true));
    }

    private void arriveLate() {
        for (List<Document> documents = late.poll(); documents != null; documents = late.poll()) {
            try {
                write(documents);
            } catch (RuntimeException nobodyListens) {
                // the server answers to a connection that is gone
            }
        }
    }

    private static ServerAddress address() {
        return new ServerAddress();
    }

    private static IOException broken() {
        return new IOException("connection reset");
    }
}
