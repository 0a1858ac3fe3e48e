package almanac.app.sync;

import almanac.calendar.CalendarId;
import almanac.connection.ConflictId;
import almanac.connection.ConflictView;
import almanac.connection.ConnectionId;
import almanac.entry.EntryId;
import almanac.message.Actor;
import almanac.sync.local.Held;
import almanac.sync.local.Reads;
import almanac.sync.local.Run;
import almanac.sync.local.Writes;
import almanac.sync.provider.FakeProvider;
import almanac.user.UserId;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every call that leaves the process, counted over store, commands, reads and provider; at a chosen
 * one the process dies, before the call or after it had its effect.
 */
final class CrashPoints implements FakeProvider.Faults {

    /** A number that no call has. */
    static final int NEVER = -1;

    /** More calls than anything here makes between two plans: it would go on for ever. */
    private static final int SPINS = 60_000;

    private static final Set<String> LOCAL =
            Set.of(
                    "withCodecRegistry",
                    "withReadPreference",
                    "withWriteConcern",
                    "getNamespace",
                    "toString",
                    "hashCode",
                    "equals");

    private int count;
    private int crashAt = NEVER;
    private boolean afterwards;
    private Optional<Meanwhile> meanwhile = Optional.empty();

    /** From now on calls are counted from 0, and that one is the last. */
    void plan(int call, boolean after) {
        count = 0;
        crashAt = call;
        afterwards = after;
    }

    /** The process does not die any more, neither of a call that was to be its last and failed. */
    void never() {
        plan(NEVER, false);
        providerCall = false;
    }

    /** Calls since the plan. */
    int count() {
        return count;
    }

    /** Once, before the next call whose name begins so. */
    void meanwhile(String call, Runnable happens) {
        meanwhile = Optional.of(new Meanwhile(call, happens));
    }

    private record Meanwhile(String call, Runnable happens) {}

    private boolean begins(String where) {
        var awaited = meanwhile.filter(each -> where.startsWith(each.call()));
        if (awaited.isPresent()) {
            meanwhile = Optional.empty();
            awaited.get().happens().run();
        }
        var here = count++ == crashAt;
        if (count > SPINS) {
            throw new AssertionError("it spins, at " + where);
        }
        if (here && !afterwards) {
            throw new Crash("before " + where);
        }
        return here;
    }

    private <T extends @Nullable Object> T at(String where, Supplier<T> call) {
        var here = begins(where);
        try {
            var answer = call.get();
            if (here) {
                throw new Crash("after " + where);
            }
            return answer;
        } catch (RuntimeException failed) {
            if (here) {
                throw new Crash("after " + where + ", which failed");
            }
            throw failed;
        }
    }

    private boolean providerCall;

    /** A call that fails has no after: then the process dies before the next one. */
    @Override
    public void before(FakeProvider.Call call) {
        after(call);
        providerCall = begins("provider " + call);
    }

    @Override
    public void after(FakeProvider.Call call) {
        if (providerCall) {
            providerCall = false;
            throw new Crash("after provider " + call);
        }
    }

    MongoDatabase watching(MongoDatabase database) {
        return proxy(
                MongoDatabase.class,
                (self, method, arguments) -> {
                    var answer = invoke(database, method, arguments);
                    return answer instanceof MongoCollection<?> collection
                            ? watching(collection)
                            : answer;
                });
    }

    private MongoCollection<?> watching(MongoCollection<?> collection) {
        var name = collection.getNamespace().getCollectionName();
        return proxy(
                MongoCollection.class,
                (self, method, arguments) ->
                        LOCAL.contains(method.getName())
                                ? invoke(collection, method, arguments)
                                : at(
                                        name + "." + method.getName(),
                                        () -> unchecked(collection, method, arguments)));
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

    private static @Nullable Object unchecked(
            Object target, Method method, @Nullable Object[] arguments) {
        try {
            return invoke(target, method, arguments);
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }

    Writes watching(Writes writes) {
        return new Writes() {
            @Override
            public <R extends @Nullable Object> R send(Actor actor, Object command) {
                return at("command " + command, () -> writes.<R>send(actor, command));
            }

            @Override
            public <R extends @Nullable Object> R send(Actor actor, Run run, Object command) {
                return at("command " + command, () -> writes.<R>send(actor, run, command));
            }
        };
    }

    Reads watching(Reads reads) {
        return new Reads() {
            @Override
            public Held entry(EntryId entry) {
                return at("read " + entry, () -> reads.entry(entry));
            }

            @Override
            public List<EntryId> entriesOn(
                    CalendarId calendar, long after, int limit, long position) {
                return at(
                        "list " + calendar,
                        () -> reads.entriesOn(calendar, after, limit, position));
            }

            @Override
            public Optional<Linked> connection(ConnectionId connection) {
                return at("read " + connection, () -> reads.connection(connection));
            }

            @Override
            public ConflictView conflict(ConflictId conflict, UserId user) {
                return at("read " + conflict, () -> reads.conflict(conflict, user));
            }
        };
    }
}
