package almanac.app.operation;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every write by which a rebuild notes how far it is; at a chosen one, before it or after it, its
 * thread stands still and says so, so that the process can be killed right there.
 */
final class HoldPoint {

    private static final String REBUILDS = "projection_rebuilds";
    private static final Set<String> NOTES = Set.of(REBUILDS, "projection_standings");
    private static final Set<String> WRITES =
            Set.of("insertOne", "updateOne", "replaceOne", "findOneAndUpdate");
    private static final int NEVER = -1;

    private final MongoDatabase database;
    private final Consumer<String> held;
    private final List<String> moments = new ArrayList<>();
    private int at = NEVER;
    private boolean afterwards;

    HoldPoint(MongoDatabase database, Consumer<String> held) {
        this.database = database;
        this.held = held;
    }

    /** From now on writes are counted from 0, and none is held. */
    synchronized void watch() {
        plan(NEVER, false);
    }

    /** From now on writes are counted from 0, and that one is held. */
    synchronized void plan(int write, boolean after) {
        moments.clear();
        at = write;
        afterwards = after;
    }

    /** The writes since then, each as the state that the rebuild was in and what was written. */
    synchronized List<String> moments() {
        return List.copyOf(moments);
    }

    MongoDatabase watched() {
        return proxy(
                MongoDatabase.class,
                (self, method, arguments) -> {
                    var answer = invoke(database, method, arguments);
                    return answer instanceof MongoCollection<?> collection
                                    && NOTES.contains(collection.getNamespace().getCollectionName())
                            ? watched(collection)
                            : answer;
                });
    }

    private MongoCollection<?> watched(MongoCollection<?> collection) {
        var name = collection.getNamespace().getCollectionName();
        return proxy(
                MongoCollection.class,
                (self, method, arguments) -> {
                    if (!WRITES.contains(method.getName())) {
                        return invoke(collection, method, arguments);
                    }
                    var here = begins(name);
                    if (here && !afterwards) {
                        stand("before " + name);
                    }
                    var answer = invoke(collection, method, arguments);
                    if (here) {
                        stand("after " + name);
                    }
                    return answer;
                });
    }

    private synchronized boolean begins(String name) {
        var here = moments.size() == at;
        moments.add(state() + " " + name);
        return here;
    }

    private String state() {
        var latest = database.getCollection(REBUILDS).find().sort(Sorts.descending("_id")).first();
        return latest == null ? "NONE" : latest.getString("state");
    }

    private void stand(String where) throws InterruptedException {
        held.accept(where);
        new CountDownLatch(1).await();
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(
            Object target, Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }
}
